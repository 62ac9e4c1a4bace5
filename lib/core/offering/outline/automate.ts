import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import { linesThatRead } from "#lib/core/offering/edit/question.ts";
import { spoken } from "#lib/core/form/question-paths.ts";
import type { OutlineQuestion } from "./questions.ts";
import type { WrittenWay } from "./step-form.ts";
import { readAnswer } from "./suggested.ts";

/** What a step that people do can be turned into. */
export const automations = ["terraform", "github-workflow", "github-pull-request", "http"] as const;

export type Automation = (typeof automations)[number];

export const byHand = (uses: AdapterKind | undefined) => uses === "jira-issue" || uses === "manual";

/**
 * What becomes of the ticket. `environments`: it stays the way there, and the automation is taken everywhere else;
 * `fallback`: it takes the automation's place when that fails.
 */
export type Keep =
  | { kind: "replace" }
  | { kind: "fallback" }
  | { kind: "environments"; environments: readonly string[] };

interface Ticket {
  step: JsonObject;
  way: WrittenWay;
  title: string;
  questions: readonly OutlineQuestion[];
  source: string;
}

/** What the automation begins with: the answers that the ticket tells, and the outputs that it is asked for. */
export function beginningOf(uses: Automation, ticket: Ticket): WrittenWay {
  const told = questionsTold(ticket);
  const values = Object.fromEntries(told.map((question) => [question.name, readAnswer(question)]));
  const outputs = outputsTold(ticket);
  const some = Object.keys(outputs).length > 0;
  switch (uses) {
    case "terraform":
      return { uses, with: {} };
    case "github-workflow":
      return { uses, with: { inputs: inputNames(values), ...(some ? { outputs: without(outputs, "from") } : {}) } };
    case "github-pull-request":
      return {
        uses,
        with: {
          title: text(ticket.way.with["summary"]) ?? ticket.title,
          ...optional("body", text(ticket.way.with["description"]) ?? text(ticket.way.with["instructions"])),
          files: [{ path: `requests/\${{ request.number }}.yaml`, data: values }],
        },
      };
    case "http":
      return { uses, with: { method: "POST", body: values, ...(some ? { outputs } : {}) } };
  }
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : undefined);
const optional = (name: string, value: string | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

/** GitHub takes names of letters, digits, dashes and underscores. */
function inputNames(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => /^[A-Za-z_][\w-]*$/.test(name)));
}

/** The questions whose answers stand in the ticket; all of them when it names none. */
function questionsTold({ way, questions }: Ticket): readonly OutlineQuestion[] {
  const written = JSON.stringify(way.with).replaceAll('\\"', '"');
  const told = questions.filter(({ name }) => linesThatRead(written, "inputs", name).length > 0);
  return told.length > 0 ? told : questions;
}

/** What the ticket yields besides itself, as other adapters declare it. */
function outputsTold({ way }: Ticket): JsonObject {
  const declared = adapterDefinition(way.uses).outputs(way.with);
  const own = Object.entries(declared).filter(
    ([name]) => way.uses !== "jira-issue" || (name !== "key" && name !== "url"),
  );
  return Object.fromEntries(
    own.map(([name, { schema, title, secret }]): [string, Json] => [
      name,
      {
        type: typeof schema === "object" && typeof schema["type"] === "string" ? schema["type"] : "string",
        title: title ?? spoken(name),
        ...(secret ? { secret } : {}),
        from: `/${name}`,
      },
    ]),
  );
}

function without(outputs: JsonObject, member: string): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, held]) => [
      name,
      isJsonObject(held) ? Object.fromEntries(Object.entries(held).filter(([key]) => key !== member)) : held,
    ]),
  );
}

/** A step that an automation does, and the ticket still does where it is kept. `position`: of the ticket among several ways. */
export function automatedStep(step: JsonObject, automation: WrittenWay, keep: Keep, position?: number): JsonObject {
  const { uses, connection, with: config, any, ...rest } = step;
  const made: JsonObject = { ...automation };
  const ways: Json[] = Array.isArray(any)
    ? any
    : [{ ...(connection === undefined ? {} : { connection }), uses: uses ?? null, with: config ?? {} }];
  const at = position ?? 0;
  const ticket = ways[at];
  const condition = isJsonObject(ticket) ? text(ticket["if"]) : undefined;
  const only = conditionOf(keep);
  const fallback = keep.kind === "fallback" && isJsonObject(ticket) ? { fallback: fallbackOf(ticket) } : {};
  if (only === undefined && !Array.isArray(any)) return { ...rest, ...made, ...fallback };
  if (only === undefined)
    return { ...rest, any: ways.with(at, { ...optional("if", condition), ...made }), ...fallback };
  const when = condition === undefined ? only : `(${bare(condition)}) && ${only}`;
  return { ...rest, any: ways.toSpliced(at, 0, { if: `\${{ ${when} }}`, ...made }) };
}

/** PAO asks whoever closes it for the outputs of the step. */
function fallbackOf(ticket: JsonObject): JsonObject {
  const { if: _condition, with: config, ...rest } = ticket;
  const { outputs: _outputs, ...asked } = isJsonObject(config) ? config : {};
  return { ...rest, with: asked };
}

const bare = (condition: string) => condition.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, "");

/** Where the automation is taken; undefined for everywhere. */
function conditionOf(keep: Keep): string | undefined {
  if (keep.kind !== "environments" || keep.environments.length === 0) return undefined;
  const [first, ...more] = keep.environments.map((name) => `'${name}'`);
  return more.length === 0
    ? `request.environment != ${first}`
    : `!(request.environment in [${[first, ...more].join(", ")}])`;
}
