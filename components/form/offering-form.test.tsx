// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildForm } from "#lib/core/form/build.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { chosen, open, proceed, step } from "./opened-order.tsx";

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/");
});
afterEach(cleanup);

describe("the pages of an order", () => {
  test("an order asks where first, then the author's pages, and ends with a review", () => {
    open();
    const names = within(screen.getByRole("navigation"))
      .getAllByRole("button")
      .map((button) => button.textContent);
    expect(names).toEqual(["Where", "Basics", "Availability", "Review"]);
    expect(step(/Where/).getAttribute("aria-current")).toBe("step");
  });

  test("an order does not go on without a project, and says so at its field", async () => {
    const { user } = open();
    await proceed(user);
    const project = screen.getByLabelText("Project");
    expect(document.activeElement).toBe(project);
    expect(project.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Choose a project.")).toBeTruthy();
  });

  test("a page that is answered gets a tick", async () => {
    const { user } = open({ initial: chosen });
    await proceed(user);
    expect(step(/Answered: *Where/)).toBeTruthy();
  });

  test("the page stands in the address, so that a reload keeps it", async () => {
    const first = open({ initial: chosen });
    await proceed(first.user);
    expect(window.location.hash).toBe("#basics");
    first.unmount();
    open({ initial: chosen });
    expect(step(/Basics/).getAttribute("aria-current")).toBe("step");
  });

  test("Enter in a field means Continue", async () => {
    const { user } = open({ initial: { ...chosen, inputs: { name: "orders-db" } } });
    await proceed(user);
    await user.type(screen.getByLabelText("Name"), "{Enter}");
    expect(step(/Availability/).getAttribute("aria-current")).toBe("step");
  });
});

describe("a page whose questions all hang on a condition", () => {
  const inputs: JsonObject = {
    type: "object",
    required: ["public"],
    properties: { public: { type: "boolean", title: "Public", default: false }, size: { type: "integer" } },
    if: { properties: { public: { const: true } }, required: ["public"] },
    then: { properties: { visitors: { type: "string", title: "Visitors" } } },
  };
  const pages = [
    { title: "Service", fields: ["public"] },
    { title: "Internet", fields: ["visitors"] },
    { title: "Size", fields: ["size"] },
  ];
  const names = () =>
    within(screen.getByRole("navigation"))
      .getAllByRole("button")
      .map((button) => button.textContent.replace(/^.*: */, ""));

  test("is not there while the condition does not hold: Continue and Back pass it over", async () => {
    const { user } = open({ initial: chosen }, buildForm(inputs, { pages }));
    expect(names()).toEqual(["Where", "Service", "Size", "Review"]);
    await proceed(user);
    await proceed(user);
    expect(screen.getByRole("heading", { name: "Size, step 3 of 4" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(screen.getByRole("heading", { name: "Service, step 2 of 4" })).toBeTruthy();
  });

  test("is there once it does, and then in the review too", async () => {
    const { user } = open({ initial: { ...chosen, inputs: { public: true } } }, buildForm(inputs, { pages }));
    expect(names()).toEqual(["Where", "Service", "Internet", "Size", "Review"]);
    await user.click(step(/Review/));
    expect(screen.getByRole("region", { name: "Internet" })).toBeTruthy();
  });
});

describe("questions", () => {
  test("a condition brings a question in and takes it and its answer away again", async () => {
    const { user, state } = open({ initial: { ...chosen, inputs: { name: "orders-db" } } });
    await user.click(step(/Availability/));
    expect(screen.queryByLabelText(/Replica zone/)).toBeNull();
    await user.click(screen.getByRole("switch", { name: "Read replica" }));
    await user.selectOptions(screen.getByLabelText(/Replica zone/), "zone-b");
    expect(state().inputs).toMatchObject({ replica: true, zone: "zone-b" });
    await user.click(screen.getByRole("switch", { name: "Read replica" }));
    expect(screen.queryByLabelText(/Replica zone/)).toBeNull();
    expect(state().inputs).not.toHaveProperty("zone");
    expect(state().valid).toBe(true);
  });

  test("only the questions of the current page are shown", async () => {
    const { user } = open({ initial: chosen });
    await user.click(step(/Basics/));
    expect(screen.getByLabelText("Name")).toBeTruthy();
    expect(screen.queryByRole("switch")).toBeNull();
  });

  test("cards are radio buttons with a title and its details", async () => {
    const { user, state } = open({ initial: chosen });
    await user.click(step(/Basics/));
    const cards = screen.getByRole("radiogroup", { name: "Size" });
    expect(within(cards).getByText("2 vCPU, 4 GiB")).toBeTruthy();
    await user.click(within(cards).getByLabelText(/medium/));
    expect(state().inputs).toMatchObject({ size: "medium" });
  });

  test("a number is sent as a number, and shown with its unit", async () => {
    const { user, state } = open({ initial: chosen });
    await user.click(step(/Basics/));
    const retention = screen.getByLabelText(/Backup retention/);
    await user.clear(retention);
    await user.type(retention, "14");
    expect(state().inputs).toMatchObject({ retention: 14 });
    expect(screen.getByText("days")).toBeTruthy();
  });

  test("a field that is emptied takes its default back when it is left, not under the cursor", async () => {
    const { user, state } = open({ initial: chosen });
    await user.click(step(/Basics/));
    const retention = screen.getByLabelText<HTMLInputElement>(/Backup retention/);
    expect(retention.value).toBe("7");
    await user.clear(retention);
    expect(retention.value).toBe("");
    expect(state().inputs).toMatchObject({ retention: 7 });
    expect(screen.getByText("Left empty, this is 7 days.")).toBeTruthy();
    await user.tab();
    expect(retention.value).toBe("7");
    expect(screen.queryByText(/Left empty/)).toBeNull();
  });
});

describe("what is wrong", () => {
  test("a mistake is told at its field in the author's words once the field is left", async () => {
    const { user } = open({ initial: chosen });
    await user.click(step(/Basics/));
    const name = screen.getByLabelText("Name");
    await user.type(name, "Orders DB");
    expect(screen.queryByText("Lowercase letters, digits and dashes.")).toBeNull();
    await user.tab();
    const message = screen.getByText("Lowercase letters, digits and dashes.");
    expect(name.getAttribute("aria-invalid")).toBe("true");
    const described = (name.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["Becomes the host name.", message.textContent]);
  });

  test("continuing with a mistake tells it and puts the cursor there", async () => {
    const { user } = open({ initial: { ...chosen, inputs: { name: "orders-db", retention: 45 } } });
    await user.click(step(/Basics/));
    await proceed(user);
    expect(screen.getByText("At most 35 days.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(/Backup retention/));
  });

  test("ordering with something missing goes back to its page", async () => {
    const { user, sent } = open({ initial: chosen });
    await user.click(step(/Review/));
    await user.click(screen.getByRole("button", { name: "Order" }));
    expect(sent).toEqual([]);
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
    expect(screen.getByText("Answer this question.")).toBeTruthy();
    expect(step(/Needs attention: *Basics/)).toBeTruthy();
  });

  test("what the server answers is shown at its field until the field is changed", async () => {
    const { user, rerender } = open({ initial: { ...chosen, inputs: { name: "orders-db" } } });
    await user.click(step(/Review/));
    rerender({ problems: [{ severity: "error", path: "/name", message: "This name is taken." }] });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")));
    expect(screen.getByText("This name is taken.")).toBeTruthy();
    await user.type(screen.getByLabelText("Name"), "x");
    expect(screen.queryByText("This name is taken.")).toBeNull();
  });

  test("what the server answers about something that no question asks is shown on the review", async () => {
    const { user, rerender } = open({ initial: { ...chosen, inputs: { name: "orders-db" } } });
    await user.click(step(/Review/));
    rerender({ problems: [{ severity: "error", path: "/engine", message: "Engine is not one of the questions." }] });
    expect(screen.getByText("Engine is not one of the questions.")).toBeTruthy();
  });
});

describe("the review", () => {
  test("the review names each answer that is missing or does not fit, and leads to its question", async () => {
    const { user } = open({ initial: { project: "checkout", inputs: { retention: 45 } } });
    await user.click(step(/Review/));
    const notice = screen.getByText("3 answers are missing or do not fit.").parentElement ?? document.body;
    expect(
      within(notice)
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual(["Environment", "Name", "Backup retention"]);
    const basics = within(screen.getByRole("region", { name: "Basics" }));
    expect(basics.getByText("At most 35 days.")).toBeTruthy();
    expect(basics.getByText("Answer this question.")).toBeTruthy();
    await user.click(within(notice).getByRole("button", { name: "Backup retention" }));
    expect(document.activeElement).toBe(screen.getByLabelText(/Backup retention/));
  });

  test("the review lists the answers with their labels, hides secrets, and leads back to each page", async () => {
    const { user, sent } = open({ initial: { ...chosen, inputs: { name: "orders-db", password: "hunter2" } } });
    await user.click(step(/Review/));
    expect(screen.getByText("Small · 2 vCPU, 4 GiB")).toBeTruthy();
    expect(screen.getByText("7 days")).toBeTruthy();
    expect(document.body.textContent).not.toContain("hunter2");
    expect(screen.getByText("What will happen")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Edit Basics" }));
    expect(step(/Basics/).getAttribute("aria-current")).toBe("step");
    await user.click(step(/Review/));
    await user.click(screen.getByRole("button", { name: "Order" }));
    expect(sent.map((state) => state.inputs)).toEqual([
      { name: "orders-db", size: "small", retention: 7, replica: false, password: "hunter2" },
    ]);
  });
});
