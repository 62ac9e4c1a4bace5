import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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
  container: HTMLElement;
}

export function open(more: Partial<OfferingFormProps> = {}, shown: Form = form): Opened {
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
    container: view.container,
  };
}

export const chosen = { project: "checkout", environment: "dev" };
export const proceed = (user: Opened["user"]) => user.click(screen.getByRole("button", { name: "Continue" }));
export const step = (name: RegExp) => within(screen.getByRole("navigation")).getByRole("button", { name });
