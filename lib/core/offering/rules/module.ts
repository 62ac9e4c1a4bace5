import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { checkExpression } from "#lib/core/expression/check.ts";
import { own, spoken } from "#lib/core/expression/shape.ts";
import type { Scope, Shape } from "#lib/core/expression/shape.ts";
import { parseTemplate, TemplateError } from "#lib/core/expression/template.ts";
import type { Template } from "#lib/core/expression/template.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { Way } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { ModuleDescription, ModuleVariable } from "#lib/core/terraform/module.ts";
import { error, oneOf, warn } from "./room.ts";
import type { Room } from "./room.ts";
import { textsIn } from "./expressions.ts";

/** Holds what a step gives its module against what the module takes. */
export function checkModule(room: Room, way: Way, path: Path, scope: Scope): void {
  const definition = adapterDefinition(way.uses);
  const { modules } = room.context;
  if (!definition.module || !modules || !definition.config.safeParse(way.with).success) return;
  const folder = definition.module(way.with) ?? "";
  const at = [...path, "with", "module"];
  if (!oneOf(room, "error", at, folder, Object.keys(modules), "no folder with Terraform files beside the documents"))
    return;
  const known = moduleAt(modules, folder);
  if (!known) return;
  const { troubles, backend } = known.description;
  for (const trouble of troubles) error(room, at, `${folder} can't be used: ${lower(trouble)}`);
  if (backend !== undefined)
    warn(room, at, `${folder} declares the backend ${backend}. PAO keeps the state itself, so that it is left unused.`);
  checkVariables(room, known.description, way.with["variables"], [...path, "with", "variables"], scope);
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function checkVariables(
  room: Room,
  { variables }: ModuleDescription,
  given: Json | undefined,
  path: Path,
  scope: Scope,
): void {
  // One whole expression: which names it holds is known when it is ordered.
  if (typeof given === "string") return;
  const named = isJsonObject(given) ? given : {};
  for (const [name, value] of Object.entries(named)) {
    const variable = own(variables, name);
    // The mistake is in the name, not in the value.
    if (!variable)
      oneOf(
        room,
        "error",
        [...path, name],
        name,
        Object.keys(variables),
        "no variable of the module",
        room.locate.key([...path, name]),
      );
    else checkVariable(room, [...path, name], name, variable, value, scope);
  }
  const missing = Object.entries(variables).flatMap(([name, { required }]) =>
    required && !Object.hasOwn(named, name) ? [name] : [],
  );
  if (missing.length === 0) return;
  const place = given === undefined ? path.slice(0, -1) : path;
  error(room, place, `The module needs ${missing.join(", ")}.`, room.locate.key(place));
}

function checkVariable(
  room: Room,
  path: Path,
  name: string,
  variable: ModuleVariable,
  value: Json,
  scope: Scope,
): void {
  const wrong = misfit(variable, value, scope);
  if (wrong !== undefined) error(room, path, `${name} has to be ${wrong}`);
  if (variable.sensitive) return;
  const secret = textsIn(value, []).some(({ text }) => readsSecret(text, scope));
  if (secret)
    warn(
      room,
      path,
      `${name} gets a secret, and the module does not declare it sensitive: Terraform may print it. Declare it so.`,
    );
}

function templateOf(text: string): Template | undefined {
  try {
    return parseTemplate(text);
  } catch (failure) {
    // Told where expressions are checked.
    if (failure instanceof TemplateError) return undefined;
    throw failure;
  }
}

function readsSecret(text: string, scope: Scope): boolean {
  const parts = templateOf(text)?.parts ?? [];
  return parts.some(
    (part) =>
      "expression" in part &&
      checkExpression(part.expression, scope).reads.some((read) => read.secret && !read.presence),
  );
}

type Kind = "text" | "number" | "truth" | "list" | "object";

const words: Record<Kind, string> = {
  text: "a text",
  number: "a number",
  truth: "true or false",
  list: "a list",
  object: "an object",
};

/** Only what is sure: Terraform itself turns "5" into 5 and true into "true". */
function misfit({ schema }: ModuleVariable, value: Json, scope: Scope): string | undefined {
  const wanted = wantedKind(schema["type"]);
  if (wanted === undefined || value === null) return undefined;
  const given = kindOf(value, scope);
  if (given === undefined || fits(wanted, given.kind, value)) return undefined;
  return `${words[wanted]}, and this is ${given.spoken}.`;
}

function wantedKind(type: Json | undefined): Kind | undefined {
  switch (type) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "truth";
    case "array":
      return "list";
    case "object":
      return "object";
    default:
      return undefined;
  }
}

function fits(wanted: Kind, given: Kind, value: Json): boolean {
  if (wanted === given) return true;
  if (wanted === "list" || wanted === "object" || given === "list" || given === "object") return false;
  if (given !== "text") return wanted === "text";
  if (typeof value !== "string" || value.includes("${{")) return true;
  return wanted === "number" ? value.trim() !== "" && Number.isFinite(Number(value)) : /^(true|false|0|1)$/.test(value);
}

function kindOf(value: Json, scope: Scope): { kind: Kind; spoken: string } | undefined {
  if (typeof value !== "string") return saying(kindOfValue(value));
  const template = templateOf(value);
  const [only] = template?.parts.filter((part) => "expression" in part) ?? [];
  if (!template?.whole || !only || !("expression" in only)) return saying("text");
  const { shape } = checkExpression(only.expression, scope);
  const kind = kindOfShape(shape);
  return kind && { kind, spoken: spoken(shape) };
}

const saying = (kind: Kind) => ({ kind, spoken: words[kind] });

function kindOfValue(value: Json): Kind {
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  return typeof value === "number" ? "number" : "truth";
}

function kindOfShape({ kind }: Shape): Kind | undefined {
  switch (kind) {
    case "string":
      return "text";
    case "int":
    case "double":
      return "number";
    case "bool":
      return "truth";
    case "list":
      return "list";
    case "map":
    case "object":
      return "object";
    default:
      return undefined;
  }
}
