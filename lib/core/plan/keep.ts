import type { Read } from "#lib/core/expression/check.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Given } from "./plan.ts";

/** Collects what open expressions will read later, so that it is as it was when they are rendered. */
export class Keeper {
  readonly #roots: JsonObject;
  readonly #request = new Map<string, Json>();
  readonly #vars = new Map<string, Json>();

  constructor(roots: JsonObject) {
    this.#roots = roots;
  }

  readonly keep = (reads: readonly Read[]): void => {
    for (const { path } of reads) {
      const [root, name] = path;
      if (root === "request") this.#copy("request", name, this.#request);
      if (root === "vars") this.#copy("vars", name, this.#vars);
    }
  };

  given(inputs: JsonObject): Given {
    const { resource } = this.#roots;
    return {
      inputs,
      request: Object.fromEntries(this.#request),
      vars: Object.fromEntries(this.#vars),
      ...(isJsonObject(resource) ? { resource } : {}),
    };
  }

  #copy(root: string, name: string | undefined, to: Map<string, Json>): void {
    const from = this.#roots[root];
    if (!isJsonObject(from)) return;
    for (const [key, value] of Object.entries(from)) if (name === undefined || name === key) to.set(key, value);
  }
}
