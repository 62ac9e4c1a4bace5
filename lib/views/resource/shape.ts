import type { JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { ResourceState } from "#lib/core/lifecycle/states.ts";
import type { OfferedOperation } from "#lib/core/offering/operations.ts";
import type { Hindrance } from "#lib/core/outcome/hindrance.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { Named, Orderable } from "../catalog/shape.ts";
import type { OutputView, RequestRow } from "../request/shape.ts";

/** A line of `/resources`. */
export interface ResourceRow {
  id: string;
  /** What people call it. */
  name: string;
  state: ResourceState;
  /** A request that works on it needs somebody to choose how it goes on. */
  stuck: boolean;
  /** Made by a test order. */
  test: boolean;
  offering: string;
  offeringTitle: string;
  project: string;
  environment: string;
  team: string;
  createdAt: string;
  updatedAt: string;
}

export interface ResourcePage {
  items: ResourceRow[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

export interface ResourceFilter {
  project?: string;
  offering?: string;
  environment?: string;
  state?: ResourceState[];
  /** What test orders made is among them when this is left out: somebody has to retire it. */
  tests?: "without" | "only";
  text?: string;
  cursor?: string;
  limit?: number;
}

export interface ResourceView extends ResourceRow {
  outputs: Record<string, OutputView>;
  /** The request whose outputs these are: there a secret one is revealed; null while there are none. */
  outputsFrom: string | null;
  /** The requests that made and changed it and that the asker may see, newest first. */
  requests: RequestRow[];
  /** What its requests made outside. */
  links: ResourceLink[];
  /** Of a bundle: what it has had made that is still there. */
  parts: ResourcePart[];
  /** Steps of its requests that need a hand, with what they say exists already. */
  troubles: ResourceTrouble[];
  /** What can be done to it, besides making it. */
  operations: OfferedOperation[];
  /** Why the asker can do none of them now; null when they can. */
  hindered: Hindrance | null;
  /** What the asker may do. */
  may: { reveal: boolean };
}

/** The page of one operation: what it asks, begun with what the resource is now. */
export interface OperationView {
  operation: OfferedOperation;
  resource: ResourceRow;
  ordered: Orderable;
  /** What the form starts with. */
  inputs: JsonObject;
  hindered: Hindrance | null;
}

export interface ResourceLink {
  /** The title of the step. */
  title: string;
  request: string;
  reference: Reference;
}

/** A resource that was ordered as a part of another one. */
export interface ResourcePart extends ResourceRow {
  /** What its retirement is called; null when it can't be retired. */
  retire: string | null;
}

export interface ResourceTrouble {
  title: string;
  request: string;
  problem: StepProblem;
}

/** A resource on its project's page. */
export interface OwnedRow extends ResourceRow {
  /** The first text that it yields and that is no secret. */
  output: { title: string; value: string } | null;
  link: { title: string; url: string } | null;
}

/** A project with what it owns, as far as the asker may see it. */
export interface ProjectView extends Named {
  team: Named;
  /** Counts its changes; a change of it may say which it was made on. */
  version: number;
  /** Environments in their order, those without a resource left out. */
  environments: (Named & { resources: OwnedRow[] })[];
  /** How many it owned once; they are not among the others. */
  retired: number;
  /** Newest first. */
  requests: RequestRow[];
}
