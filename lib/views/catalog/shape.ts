import type { Form } from "#lib/core/form/form.ts";
import type { Decision } from "#lib/core/decide/decision.ts";
import type { Difference } from "#lib/core/offering/difference/difference.ts";
import type { AdapterKind, AutomationLevel, Offering } from "#lib/core/offering/document.ts";
import type { OfferedOperation } from "#lib/core/offering/operations.ts";
import type { ShownStep } from "#lib/core/plan/view.ts";

export interface Named {
  name: string;
  title: string;
}

/** Measured from submit to completed, over the completed requests of the current revision's automation level. */
export interface LeadTime {
  medianSeconds: number;
  /** How many completed requests the median is taken over. */
  over: number;
}

/** A card of the catalog. */
export interface CatalogItem {
  name: string;
  title: string;
  summary: string;
  owner: Named;
  category: string;
  tags: string[];
  level: AutomationLevel;
  lifecycle: "experimental" | "production" | "deprecated";
  icon: string | null;
  /** What to use instead of what is deprecated, where that is offered to the asker. */
  successor: Named | null;
  revision: number;
  /** null: no completed order yet. */
  leadTime: LeadTime | null;
  orders: number;
  /** Why it cannot be ordered now (an adapter that is not built, no engine that can run it); null when it can. */
  blocked: string | null;
}

export interface CatalogView {
  items: CatalogItem[];
  categories: { name: string; count: number }[];
  /** What fits text and category. */
  total: number;
  /** Every offering there is for the asker. */
  all: number;
}

/** One published version of an offering. */
export interface RevisionItem {
  number: number;
  level: AutomationLevel;
  origin: "file" | "studio";
  /** What its author said of it; null when nothing. */
  changeNote: string | null;
  publishedAt: string;
  publishedBy: string;
  orders: number;
  /** Over the completed orders of this revision; null: none yet. */
  leadTime: LeadTime | null;
  /** In what it differs from the one before; null for the first. */
  changes: Difference[] | null;
}

/** Taken out of the catalog: nothing new can be ordered, what came of it stays. */
export interface Retired {
  at: string;
  by: string;
  note: string | null;
}

/** How an offering stands, beside what was published of it. */
export interface Standing {
  /** The revision that is published now. */
  current: number;
  lifecycle: CatalogItem["lifecycle"];
  successor: Named | null;
  retired: Retired | null;
  mayWrite: boolean;
  /** For those who may change it: the offerings whose steps order it, and how many of its requests are not over yet. */
  orderedBy: string[];
  running: number;
}

/** Revisions in a row that are fulfilled in the same way. */
export interface AutomationStage {
  /** The first and the last of them. */
  number: number;
  last: number;
  level: AutomationLevel;
  /** How their steps are done: `ticket`, `Terraform`. */
  kinds: string[];
  /** Over the completed orders of all of them; null: none yet, or there is no other stage. */
  leadTime: LeadTime | null;
}

export interface RevisionPage {
  title: string;
  standing: Standing;
  items: RevisionItem[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

export interface RevisionView extends RevisionItem {
  name: string;
  document: Offering;
  source: string;
}

export interface OfferingView extends CatalogItem {
  /** Null while it is offered. */
  retired: Retired | null;
  /** Why it can't be ordered now with some of its parts; empty when it can. */
  limits: string[];
  /** Markdown as the author wrote it; sanitised where it is shown. */
  description: string;
  links: { title: string; url: string }[];
  environments: Named[];
  /** Projects the asker may order for, each with its team. */
  projects: (Named & { team: string })[];
  form: Form;
  steps: { id: string; title: string; uses: AdapterKind; adapterTitle: string; icon: string; blocking: boolean }[];
  /** What can be done to what it makes. */
  operations: OfferedOperation[];
  publishedAt: string;
  publishedBy: string;
}

/** What a form and a plan beside it are made from: an offering, or an operation on what came of it. */
export type Orderable = Pick<OfferingView, "name" | "revision" | "form" | "steps" | "projects" | "environments">;

/** What will happen, worked out from the answers; from the same code that will run. */
export interface PlanView {
  offering: string;
  revision: number;
  hash: string;
  steps: PlanStepView[];
  outputs: { name: string; title: string; secret: boolean }[];
  warnings: string[];
  decision: Decision;
  leadTime: LeadTime | null;
}

export type PlanStepView = ShownStep;
