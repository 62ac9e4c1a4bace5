import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { adapterKinds } from "#lib/core/offering/document.ts";
import type { AdapterKind, AutomationLevel } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";

export interface OutlineWay {
  path: Path;
  /** Undefined while there is no such adapter. */
  uses: AdapterKind | undefined;
  /** As it is written. */
  named: string;
  title: string;
  level: AutomationLevel;
  condition: string | null;
}

export interface OutlineStep {
  id: string;
  title: string;
  path: Path;
  /** As written; null: it follows the step above. */
  needs: string[] | null;
  condition: string | null;
  blocking: boolean;
  ways: OutlineWay[];
  /** What takes its place when a machine has failed to do it: `Jira`. */
  fallback: string | null;
  line: number;
  column: number;
}

export function stepsAt(value: Json, base: Path, at: (path: Path) => { line: number; column: number }): OutlineStep[] {
  const path = [...base, "fulfillment", "steps"];
  const list = valueAt(value, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((step, position) => (isJsonObject(step) ? [stepAt(step, [...path, position], at)] : []));
}

function stepAt(step: JsonObject, path: Path, at: (path: Path) => { line: number; column: number }): OutlineStep {
  const { id, title, needs, any } = step;
  const name = typeof id === "string" ? id : "";
  return {
    id: name,
    title: typeof title === "string" ? title : name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " "),
    path,
    needs: Array.isArray(needs) ? needs.filter((one) => typeof one === "string") : null,
    condition: conditionOf(step),
    blocking: step["blocking"] !== false,
    ways: Array.isArray(any)
      ? any.flatMap((way, position) => (isJsonObject(way) ? [wayAt(way, [...path, "any", position])] : []))
      : [{ ...wayAt(step, path), condition: null }],
    fallback: isJsonObject(step["fallback"]) ? wayAt(step["fallback"], [...path, "fallback"]).title : null,
    ...at(path),
  };
}

function wayAt(way: JsonObject, path: Path): OutlineWay {
  const { uses, with: config } = way;
  const kind = adapterKinds.find((one) => one === uses);
  const definition = kind && adapterDefinition(kind);
  return {
    path,
    uses: kind,
    named: typeof uses === "string" ? uses : "",
    title: definition?.title ?? "Not chosen",
    level: definition?.levelOf?.(isJsonObject(config) ? config : {}) ?? definition?.level ?? "automated",
    condition: conditionOf(way),
  };
}

function conditionOf(held: JsonObject): string | null {
  const condition = held["if"];
  return typeof condition === "string" ? condition.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, "") : null;
}
