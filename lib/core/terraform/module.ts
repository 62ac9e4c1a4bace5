import { own } from "#lib/core/expression/shape.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** What a Terraform module takes and yields, as far as its files say so without being run. */
export interface ModuleDescription {
  variables: Record<string, ModuleVariable>;
  outputs: Record<string, ModuleOutput>;
  /** `>= 1.9, < 2.0` */
  requiredVersion?: string;
  providers: Record<string, { source?: string; version?: string }>;
  /** Sources of the modules it calls, by name. */
  calls: Record<string, string>;
  /** The kind of the backend (or `cloud`) it declares; PAO keeps the state itself. */
  backend?: string;
  /** Why it can't be used, in sentences. */
  troubles: string[];
}

export interface ModuleVariable {
  /** From its type constraint; empty when any value will do. */
  schema: JsonObject;
  required: boolean;
  sensitive: boolean;
  nullable: boolean;
  description?: string;
  /** Left out when it has to be computed. */
  default?: Json;
  /** What its validations ask, as keywords of JSON Schema, where they say so plainly. Patterns are Go's. */
  asks?: JsonObject;
  /** What they say when it is not met, where `asks` does not say all of it. */
  says?: string[];
}

export interface ModuleOutput {
  sensitive: boolean;
  description?: string;
}

/** A module with the digest of all files it needs, which is what plans and revisions pin. */
export interface KnownModule {
  digest: string;
  description: ModuleDescription;
}

/** Modules by their folder: `modules/postgres`. */
export type Modules = Readonly<Record<string, KnownModule>>;

export function moduleAt(modules: Modules | undefined, folder: unknown): KnownModule | undefined {
  return modules !== undefined && typeof folder === "string" ? own(modules, folder) : undefined;
}
