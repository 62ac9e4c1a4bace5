import type { z } from "zod";
import type { AdapterKind, AutomationLevel } from "#lib/core/offering/document.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import type { Modules } from "#lib/core/terraform/module.ts";

export type ConnectionKind = "jira" | "http" | "github";

/** The pure half of an adapter: what it takes, what it yields, how it reads. The other half is in lib/adapters. */
export interface AdapterDefinition {
  kind: AdapterKind;
  /** On badges: `Jira`, `HTTP`, `Task`. */
  title: string;
  /** A lucide icon's name in kebab-case. */
  icon: string;
  /** False while there is no other half: then the check warns and an order is refused. */
  built: boolean;
  /** What a blocking step of this kind makes of its offering. */
  level: AutomationLevel;
  /** The same of one step, where its config tells more. */
  levelOf?(config: JsonObject): AutomationLevel | undefined;
  /** The kind of connection it talks through; null when it needs none. */
  connection: ConnectionKind | null;
  /** `with` as it stands in a document: every text may hold expressions, and a value may be one whole expression. */
  config: z.ZodType<JsonObject>;
  /** The same without what PAO fills in; what editors and the reference tell authors. */
  authored?: z.ZodType<JsonObject>;
  /** `with` after rendering; parsed at the gate of the adapter's other half. */
  payload: z.ZodType;
  /** May a secret enter at this JSON pointer of `with`? */
  secretsAllowedAt(pointer: string): boolean;
  /**
   * Is the text at this JSON pointer a template whose values are put in last, each as plain text (see MarkdownText)? It is parsed
   * first as what it is, Markdown or YAML.
   */
  markdownAt(pointer: string): boolean;
  /** How a value is written inside the text at this JSON pointer, where the target has rules of its own (a URL's path). */
  escape?(pointer: string, text: string): string;
  /** The folder of files that a step with this config runs; its plan pins their digest. */
  module?(config: JsonObject): string | undefined;
  /** The outputs a step with this config declares, or its module does. */
  outputs(config: JsonObject, modules?: Modules): Record<string, DeclaredOutput>;
  /** One sentence of what the step will do. `shown` is the payload with ‹…› in place of holes. */
  sentence(shown: JsonObject): string;
  /** The payload as the outside will get it, for the reader. */
  preview(shown: JsonObject): Preview;
  examples: { title: string; with: JsonObject }[];
  /** How long the outside may hide what an earlier attempt made, in seconds. Not found within it is `uncertain`. */
  settlingSeconds: number;
  /** What a person looks for who has to say whether it happened, in words that follow "Look for". `label` marks what PAO makes. */
  traces?(payload: JsonObject, mark: { label: string; request: string }): string;
  /** What a step waits for outside can be asked to stop, or told that nobody waits any more. */
  stoppable?: true;
  /** How long one turn at a step may take when the step itself names no time; two minutes when left out. */
  longestTurnSeconds?: number;
  /** What to say when no engine can do this, where a plain sentence is not enough. */
  absent?: { sentence: string; remedy: string };
}

export interface Preview {
  title: string;
  language: "json" | "markdown" | "text";
  text: string;
}
