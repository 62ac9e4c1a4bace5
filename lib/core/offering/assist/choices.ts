import { adapterDefinition, builtAdapters } from "#lib/core/adapter/index.ts";
import { own } from "#lib/core/expression/shape.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { adapterKinds } from "#lib/core/offering/document.ts";
import { iconNames } from "#lib/core/offering/icons.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import { questionsOf, topLevel } from "#lib/core/offering/rules/ui.ts";
import { looseAt, namesAt, textAt } from "./loose.ts";
import type { Loose } from "./loose.ts";
import { valueOf } from "./loose-value.ts";
import type { Completion } from "./shape.ts";

/** A document as far as it is written, and what there is around it. */
export interface Known {
  root: Loose | null;
  context: CheckContext;
}

/** The names that a text at a path may be, where the document or the organisation has them; undefined where it is free. */
export function choicesAt(known: Known, path: Path): Completion[] | undefined {
  const { root, context } = known;
  const last = path.at(-1);
  const list = path.at(-2);
  const inner = path[0] === "operations" ? path.slice(2) : path;
  if (last === "uses") return builtAdapters.map(({ kind, title }) => ({ label: kind, kind: "value", detail: title }));
  if (last === "connection") return connections(known, path);
  if (last === "team" && list === "with") return named(context.teams, "team");
  if (list === "approvers" || list === "availableTo" || (last === "owner" && list === "metadata"))
    return named(context.teams, "team");
  if (list === "environments") return named(context.environments, "environment");
  if (last === "icon" && list === "metadata") return named(iconNames, "icon");
  if (last === "offering" && list === "with") return named(context.offerings, "offering");
  if (last === "successor" && list === "metadata") return named(context.offerings, "offering");
  if (last === "module" && list === "with") return named(Object.keys(context.modules ?? {}), "module");
  if (list === "needs") return stepsBeside(root, path);
  if (list === "fields" && inner[1] === "pages") return unplaced(root, path);
  if (list === "required" && path.includes("inputs"))
    return unlisted(root, path, namesAt(root, [...path.slice(0, -2), "properties"]));
  return undefined;
}

/** The names that an object at a path may have, where the document or the organisation has them. */
export function namesIn({ root, context }: Known, path: Path): Completion[] | undefined {
  const last = path.at(-1);
  const above = path.slice(0, -1);
  const inner = path[0] === "operations" ? path.slice(2) : path;
  if (last === "fields" && inner[0] === "ui")
    return questions(root, path).map((label) => ({ label, kind: "question" }));
  if (last === "labels" && inner[1] === "fields") return labelled(root, path);
  if (last === "variables" && path.at(-2) === "with") return variables(context, textAt(root, [...above, "module"]));
  if (last === "inputs" && path.at(-2) === "with") return asked(context, textAt(root, [...above, "offering"]));
  if (last === "dependentRequired" || last === "dependentSchemas")
    return namesAt(root, [...above, "properties"]).map((label) => ({ label, kind: "question" }));
  return undefined;
}

function named(names: readonly string[] | undefined, detail: string): Completion[] | undefined {
  return names?.map((label) => ({ label, kind: "value", detail }));
}

/** Of the right kind, and open to the team that owns the document. */
function connections({ root, context }: Known, path: Path): Completion[] | undefined {
  const uses = path.at(-2) === "escalation" ? "jira-issue" : textAt(root, [...path.slice(0, -1), "uses"]);
  const adapter = adapterKinds.find((one) => one === uses);
  const owner = textAt(root, ["metadata", "owner"]) ?? "";
  const kind = adapter && adapterDefinition(adapter).connection;
  const fitting = context.connections?.filter((one) => one.kind === kind && (one.teams?.includes(owner) ?? true));
  return fitting?.map(({ name, kind: detail }) => ({ label: name, kind: "value", detail }));
}

/** The other steps of the same list that the step does not name yet; those below it only where they do not wait for it. */
function stepsBeside(root: Loose | null, path: Path): Completion[] {
  const position = path.lastIndexOf("steps");
  const steps = looseAt(root, path.slice(0, position + 1));
  const self = textAt(root, [...path.slice(0, position + 2), "id"]);
  const ids = steps?.kind === "list" ? steps.items.flatMap((_, index) => stepNamed(steps, index)) : [];
  return unlisted(
    root,
    path,
    ids.filter(({ label }) => label !== self).map(({ label }) => label),
  ).map((option) => {
    const detail = ids.find(({ label }) => label === option.label)?.detail;
    return { ...option, kind: "step", ...(detail === undefined ? {} : { detail }) };
  });
}

function stepNamed(steps: Loose, index: number): { label: string; detail: string | undefined }[] {
  const id = textAt(steps, [index, "id"]);
  return id === undefined || id === ""
    ? []
    : [{ label: id, detail: textAt(steps, [index, "title"]) ?? textAt(steps, [index, "uses"]) }];
}

/** What a list at the path does not hold yet. */
function unlisted(root: Loose | null, path: Path, names: readonly string[]): Completion[] {
  const list = looseAt(root, path.slice(0, -1));
  const here = list?.kind === "list" ? list.items.filter((_, index) => index !== path.at(-1)) : [];
  const taken = new Set(here.map((one) => (one?.kind === "text" ? one.text : "")));
  return names.filter((name) => !taken.has(name)).map((label) => ({ label, kind: "question" }));
}

/** Questions that stand on no page yet. */
function unplaced(root: Loose | null, path: Path): Completion[] {
  const pages = looseAt(root, path.slice(0, path.lastIndexOf("pages") + 1));
  const placed = new Set(
    JSON.stringify(valueOf(pages))
      .match(/"[^"]*"/g)
      ?.map((text) => text.slice(1, -1)),
  );
  const self = textAt(root, path);
  const inputs = inputsBeside(root, path);
  const names = isJsonObject(inputs) ? topLevel(inputs) : [];
  return names.filter((name) => !placed.has(name) || name === self).map((label) => ({ label, kind: "question" }));
}

function inputsBeside(root: Loose | null, path: Path) {
  return valueOf(looseAt(root, [...path.slice(0, path.lastIndexOf("ui")), "inputs"]));
}

function questions(root: Loose | null, path: Path): string[] {
  const inputs = inputsBeside(root, path);
  return isJsonObject(inputs) ? [...questionsOf(inputs).keys()].filter((name) => !name.endsWith("[]")) : [];
}

/** The values of the question that labels are for. */
function labelled(root: Loose | null, path: Path): Completion[] {
  const inputs = inputsBeside(root, path);
  const schemas = isJsonObject(inputs) ? (questionsOf(inputs).get(String(path.at(-2))) ?? []) : [];
  const values = schemas.flatMap((schema) => (Array.isArray(schema["enum"]) ? schema["enum"] : []));
  return [...new Set(values.map(String))].map((label) => ({ label, kind: "value" }));
}

function variables(context: CheckContext, module: string | undefined): Completion[] | undefined {
  const known = module === undefined ? undefined : own(context.modules ?? {}, module);
  if (!known) return undefined;
  return Object.entries(known.description.variables).map(([label, { schema, required, description, sensitive }]) => {
    const type = typeof schema["type"] === "string" ? schema["type"] : "any value";
    const detail = [type, required ? "needed" : "", sensitive ? "sensitive" : ""].filter(Boolean).join(", ");
    return { label, kind: "key", detail, ...(description === undefined ? {} : { info: description }) };
  });
}

function asked(context: CheckContext, offering: string | undefined): Completion[] | undefined {
  const child = offering === undefined ? undefined : own(context.children ?? {}, offering);
  return (
    child &&
    topLevel(child.document.inputs).map((label) => ({ label, kind: "question", detail: child.document.metadata.title }))
  );
}
