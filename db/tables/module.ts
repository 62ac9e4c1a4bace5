import { integer, json, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ModuleFile } from "#lib/core/terraform/bundle.ts";
import type { ModuleDescription } from "#lib/core/terraform/module.ts";
import { at } from "./column.ts";

/** The files of a Terraform module, kept once for all revisions that bring it. */
export const moduleFiles = pgTable("module", {
  digest: text("digest").primaryKey(),
  folder: text("folder").notNull(),
  files: jsonb("files").$type<Record<string, ModuleFile>>().notNull(),
  /** `json`: variables and outputs stand in their author's order. */
  description: json("description").$type<ModuleDescription>().notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** Who works on a state now. */
export interface StateHolder {
  run: string;
  request: string;
  step: string;
}

/** What a run was about to change, noted before it began. */
export interface StateEffect {
  /** The effect key of the step. */
  key: string;
  /** What was planned: actions by address. */
  changes: Record<string, string>;
  /** Addresses whose change has begun. */
  begun: string[];
}

/** Terraform's state of one workspace. */
export const terraformState = pgTable("terraform_state", {
  /** `<resource>/<workspace of the step>` */
  workspace: text("workspace").primaryKey(),
  /** Sealed with the context `terraform:<workspace>`; null while there is none. */
  sealed: text("sealed"),
  serial: integer("serial"),
  lineage: text("lineage"),
  holder: jsonb("holder").$type<StateHolder>(),
  heldUntil: at("held_until"),
  effect: jsonb("effect").$type<StateEffect>(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});
