import type { ReactNode } from "react";
import type { Form } from "#lib/core/form/form.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";

/** Where an order may go. */
export interface Where {
  projects: readonly { name: string; title: string; team: string }[];
  environments: readonly { name: string; title: string }[];
}

/** Where an order stands: the first page asks for it. */
export function whereIssues({ project, environment }: { project: string | null; environment: string | null }): Issue[] {
  const open = (path: string, message: string): Issue => ({ severity: "error", path, message });
  return [
    ...(project === null ? [open(whereProject, "Choose a project.")] : []),
    ...(environment === null ? [open(whereEnvironment, "Choose an environment.")] : []),
  ];
}

/** Not pointers into the inputs, so that no question can have them. */
export const whereProject = "where:project";
export const whereEnvironment = "where:environment";

/** An order as it stands in the browser. */
export interface OrderState {
  project: string | null;
  environment: string | null;
  /** Settled: with defaults, without what a condition hides. Secrets are in it. */
  inputs: JsonObject;
  valid: boolean;
  issues: readonly Issue[];
}

export interface InitialOrder {
  project?: string;
  environment?: string;
  inputs?: JsonObject;
}

/** What the page around the form gives it and hears from it. */
export interface OfferingFormProps {
  form: Form;
  where: Where;
  /** Nobody is asked where: there is one place only, and the page around the form shows it. */
  placed?: boolean;
  /** Names the draft in this browser: one per offering and operation. Left out, nothing is kept, nor does the address say which page is open. */
  draftKey?: string | undefined;
  /** Of the offering; a draft of another one says so. */
  revision?: number;
  initial?: InitialOrder;
  /** The answers as they are in force now: the last page says what they were where they have changed. */
  before?: JsonObject | undefined;
  onChange: (state: OrderState) => void;
  /** Shown on the last page between the answers and the button: warnings, why the order was not taken. */
  review: ReactNode;
  /** The button on the last page; it has to be of type submit. */
  renderSubmit?: (order: { busy: boolean; state: OrderState }) => ReactNode;
  /** Resolves to the request's number, or to false when the order was not taken; the draft is kept then. */
  onSubmit: (state: OrderState) => Promise<string | boolean | void>;
  /** What the server answered: shown at its questions until they are answered anew. About the order as a whole (path ""): in `review`. */
  problems?: readonly Issue[];
}
