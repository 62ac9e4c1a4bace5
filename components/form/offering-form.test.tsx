// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildForm } from "#lib/core/form/build.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { OfferingUi } from "#lib/core/offering/document.ts";
import { OfferingForm } from "./offering-form.tsx";
import type { OfferingFormProps, OrderState } from "./offering-form.tsx";

const inputs: JsonObject = {
  type: "object",
  required: ["name", "size"],
  properties: {
    name: { type: "string", title: "Name", pattern: "^[a-z][a-z0-9-]{2,28}[a-z0-9]$" },
    size: { type: "string", title: "Size", enum: ["small", "medium", "large"], default: "small" },
    retention: { type: "integer", title: "Backup retention", minimum: 1, maximum: 35, default: 7 },
    replica: { type: "boolean", title: "Read replica", default: false },
    password: { type: "string", title: "Password", writeOnly: true },
  },
  if: { properties: { replica: { const: true } }, required: ["replica"] },
  then: { properties: { zone: { title: "Replica zone", enum: ["zone-a", "zone-b"] } }, required: ["zone"] },
};
const ui: OfferingUi = {
  pages: [
    { title: "Basics", fields: ["name", "size", "retention"] },
    { title: "Availability", fields: ["replica", "zone", "password"] },
  ],
  fields: {
    size: { widget: "cards", labels: { small: "Small · 2 vCPU, 4 GiB" } },
    retention: { unit: "days" },
    name: { help: "Becomes the host name.", messages: { pattern: "Lowercase letters, digits and dashes." } },
  },
};
const form = buildForm(inputs, ui);
const where = {
  projects: [
    { name: "checkout", title: "Checkout", team: "checkout" },
    { name: "search", title: "Search", team: "search" },
  ],
  environments: [
    { name: "dev", title: "Development" },
    { name: "prod", title: "Production" },
  ],
};

interface Opened {
  user: ReturnType<typeof userEvent.setup>;
  state: () => OrderState;
  sent: OrderState[];
  rerender: (more: Partial<OfferingFormProps>) => void;
  unmount: () => void;
}

function open(more: Partial<OfferingFormProps> = {}, shown: Form = form): Opened {
  const states: OrderState[] = [];
  const sent: OrderState[] = [];
  const props: OfferingFormProps = {
    form: shown,
    where,
    draftKey: "postgresql",
    revision: 3,
    review: <p>What will happen</p>,
    onChange: (state) => void states.push(state),
    onSubmit: async (state) => void sent.push(state),
    ...more,
  };
  const view = render(<OfferingForm {...props} />);
  const state = () => {
    const last = states.at(-1);
    if (!last) throw new Error("The form has not reported anything.");
    return last;
  };
  return {
    user: userEvent.setup(),
    state,
    sent,
    rerender: (next) => view.rerender(<OfferingForm {...props} {...next} />),
    unmount: view.unmount,
  };
}

const chosen = { project: "checkout", environment: "dev" };
const proceed = (user: Opened["user"]) => user.click(screen.getByRole("button", { name: "Continue" }));
const step = (name: RegExp) => within(screen.getByRole("navigation")).getByRole("button", { name });

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
    await user.tab();
    expect(retention.value).toBe("7");
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

  test("what the server answers about the whole order is shown on the review", async () => {
    const { user, rerender } = open({ initial: { ...chosen, inputs: { name: "orders-db" } } });
    await user.click(step(/Review/));
    rerender({ problems: [{ severity: "error", path: "", message: "Your team has no quota left." }] });
    expect(screen.getByText("Your team has no quota left.")).toBeTruthy();
  });
});

describe("the review", () => {
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

describe("drafts", () => {
  test("unfinished answers survive a reload, without secrets", async () => {
    const first = open({ initial: chosen });
    await first.user.click(step(/Basics/));
    await first.user.type(screen.getByLabelText("Name"), "orders-db");
    await first.user.click(step(/Availability/));
    await first.user.type(screen.getByLabelText(/^Password/), "hunter2");
    expect(first.state().inputs).toMatchObject({ password: "hunter2" });
    first.unmount();
    expect(JSON.stringify({ ...window.localStorage })).not.toContain("hunter2");
    const second = open();
    expect(second.state()).toMatchObject({ project: "checkout", inputs: { name: "orders-db" } });
    expect(second.state().inputs).not.toHaveProperty("password");
    expect(screen.getByRole("status").textContent).toContain("Draft restored");
    await second.user.click(screen.getByRole("button", { name: "Start over" }));
    expect(second.state().inputs).not.toHaveProperty("name");
    expect(window.localStorage).toHaveLength(0);
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
