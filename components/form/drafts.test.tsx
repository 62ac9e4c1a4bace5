// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chosen, open, proceed, step } from "./opened-order.tsx";

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/");
});
afterEach(cleanup);

describe("drafts", () => {
  test("unfinished answers survive a reload, without secrets", async () => {
    const first = open({ initial: chosen });
    await first.user.click(step(/Basics/));
    await first.user.type(screen.getByLabelText("Name"), "orders-db");
    await first.user.click(step(/Availability/));
    await first.user.type(screen.getByLabelText(/^Password/), "hunter2");
    expect(first.state().inputs).toMatchObject({ password: "hunter2" });
    first.unmount();
    expect(window.localStorage.getItem("pao.draft.postgresql")).not.toContain("hunter2");
    const second = open();
    expect(second.state()).toMatchObject({ project: "checkout", inputs: { name: "orders-db" } });
    expect(second.state().inputs).not.toHaveProperty("password");
    expect(screen.getByRole("status").textContent).toContain("Draft restored");
    await second.user.click(screen.getByRole("button", { name: "Start over" }));
    expect(second.state().inputs).not.toHaveProperty("name");
    expect(window.localStorage).toHaveLength(0);
  });

  test("a draft does not push aside an earlier order that is copied, unless it was begun from it", async () => {
    const copied = { ...chosen, inputs: { name: "orders-db" } };
    const first = open({ initial: chosen });
    await first.user.click(step(/Basics/));
    await first.user.type(screen.getByLabelText("Name"), "other-db");
    first.unmount();
    const second = open({ initial: copied });
    expect(second.state().inputs).toMatchObject({ name: "orders-db" });
    await second.user.type(screen.getByLabelText("Name"), "-2");
    second.unmount();
    expect(open({ initial: copied }).state().inputs).toMatchObject({ name: "orders-db-2" });
  });

  test("a draft of another revision keeps what is still asked and says so", () => {
    const draft = {
      revision: 2,
      project: "checkout",
      environment: "dev",
      inputs: { name: "orders-db", engine: "mysql" },
    };
    window.localStorage.setItem("pao.draft.postgresql", JSON.stringify(draft));
    const { state } = open();
    expect(state().inputs).toMatchObject({ name: "orders-db" });
    expect(state().inputs).not.toHaveProperty("engine");
    expect(screen.getByRole("status").textContent).toContain("the offering has changed");
  });

  test("an order that was sent leaves no draft, one that was refused does", async () => {
    const answers = [false, undefined];
    const { user } = open({ onSubmit: async () => answers.shift() });
    await user.selectOptions(screen.getByLabelText("Project"), "checkout");
    await user.selectOptions(screen.getByLabelText("Environment"), "dev");
    await user.click(step(/Basics/));
    await user.type(screen.getByLabelText("Name"), "orders-db");
    await user.click(step(/Review/));
    await user.click(screen.getByRole("button", { name: "Order" }));
    expect(window.localStorage).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Order" }));
    await waitFor(() => expect(window.localStorage).toHaveLength(0));
  });

  test("after a reload the pages that were finished keep their ticks", async () => {
    const first = open({ initial: chosen });
    await proceed(first.user);
    await first.user.type(screen.getByLabelText("Name"), "orders-db");
    await proceed(first.user);
    first.unmount();
    open({ initial: chosen });
    expect(step(/Answered: *Where/)).toBeTruthy();
    expect(step(/Answered: *Basics/)).toBeTruthy();
  });

  test("a draft that is open in two tabs is ordered once, unless another one is asked for", async () => {
    const sent: string[] = [];
    const tab = (number: string) => open({ initial: chosen, onSubmit: async () => (sent.push(number), number) });
    const begun = tab("REQ-1");
    await begun.user.click(step(/Basics/));
    await begun.user.type(screen.getByLabelText("Name"), "orders-db");
    await begun.user.click(step(/Review/));
    const other = within(tab("REQ-2").container);
    await begun.user.click(screen.getAllByRole("button", { name: "Order" })[0] ?? document.body);
    await waitFor(() => expect(sent).toEqual(["REQ-1"]));
    act(() => void window.dispatchEvent(new StorageEvent("storage")));
    await begun.user.click(other.getByRole("button", { name: "Order" }));
    expect(sent).toEqual(["REQ-1"]);
    expect(other.getByText("This draft was ordered as REQ-1.")).toBeTruthy();
    await begun.user.click(other.getByRole("button", { name: "Order another one" }));
    await begun.user.click(other.getByRole("button", { name: "Order" }));
    await waitFor(() => expect(sent).toEqual(["REQ-1", "REQ-2"]));
  });

  test("looking at a form without answering leaves no draft", () => {
    open({ initial: chosen });
    expect(window.localStorage).toHaveLength(0);
  });
});
