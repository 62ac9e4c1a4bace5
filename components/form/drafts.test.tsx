// @vitest-environment jsdom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chosen, open, step } from "./opened-order.tsx";

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

  test("looking at a form without answering leaves no draft", () => {
    open({ initial: chosen });
    expect(window.localStorage).toHaveLength(0);
  });
});
