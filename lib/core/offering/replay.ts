import { at, isJsonObject, type JsonObject, partsOf, pointer } from "#lib/core/json.ts";
import { possible } from "#lib/core/form/applied.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { compile } from "#lib/core/form/compiled.ts";
import { applyDefaults } from "#lib/core/form/defaults.ts";
import type { Form } from "#lib/core/form/form.ts";
import { dropHidden } from "#lib/core/form/hidden.ts";
import { type Parts, questionPath } from "#lib/core/form/question-paths.ts";
import { isSecret } from "#lib/core/form/secrets.ts";
import { entrySchemas, memberSchemas } from "#lib/core/form/subschemas.ts";
import { validate } from "#lib/core/form/validate.ts";
import type { Offering } from "#lib/core/offering/document.ts";

/** What is kept of an order that was once taken; its secrets stay where they are. */
export interface PastOrder {
  number: number;
  revision: number;
  environment: string;
  team: string;
  /** Without the answers to secret questions. */
  inputs: JsonObject;
}

/** `asks`: something is missing. `fails`: an answer does not fit. `dropped`: an answer is not asked for any more, which hinders nobody. */
export interface Fault {
  outcome: "asks" | "fails" | "dropped";
  /** As documents name it: `network.cidr`, `rules[].port`; `environment` and `team` for where it was ordered. */
  question: string;
  sentence: string;
}

export interface Trial {
  number: number;
  outcome: "valid" | "asks" | "fails";
  faults: Fault[];
}

/** How many past orders could be ordered again just as they were. */
export interface Replay {
  over: number;
  valid: number;
  asks: number;
  fails: number;
  questions: (Fault & { count: number; examples: number[] })[];
}

/** The form that a document asks first orders with; made once, since what is compiled stays with it. */
export const firstForm = ({ inputs, ui }: Pick<Offering, "inputs" | "ui">): Form => buildForm(inputs, ui);

/**
 * Holds one past order against a document as it would be, as if it were ordered once more. `before` is the form it was ordered by: an
 * answer to one of its secret questions counts as given, whatever it was.
 */
export function tryAgain({ metadata }: Offering, form: Form, order: PastOrder, before: Form | undefined): Trial {
  const { values, hidden } = dropHidden(form, order.inputs);
  const filled = applyDefaults(form, values);
  const faults = [
    ...placeFaults(metadata, order),
    ...hidden.map((path): Fault => faultAt("dropped", order.inputs, path, "It is not asked any more.")),
    ...validate(form, filled).flatMap(({ path, message }): Fault[] => {
      const missing = at(filled, path) === undefined;
      if (missing && before && asksSecretAt(before, path)) return [];
      return [faultAt(missing ? "asks" : "fails", filled, path, message)];
    }),
  ];
  const told = new Set(faults.map(({ outcome }) => outcome));
  return { number: order.number, outcome: told.has("fails") ? "fails" : told.has("asks") ? "asks" : "valid", faults };
}

function placeFaults({ environments, availableTo }: Offering["metadata"], { environment, team }: PastOrder): Fault[] {
  const fails = (question: string, sentence: string): Fault => ({ outcome: "fails", question, sentence });
  return [
    ...(environments?.includes(environment) === false
      ? [fails("environment", `It is not offered in ${environment}.`)]
      : []),
    ...(availableTo?.includes(team) === false ? [fails("team", "It is not offered to the team that ordered it.")] : []),
  ];
}

function faultAt(outcome: Fault["outcome"], values: JsonObject, path: string, sentence: string): Fault {
  return { outcome, question: questionPath(placeIn(values, path)) || "(all of it)", sentence };
}

/** Where a pointer leads, positions in lists as numbers. */
function placeIn(values: JsonObject, path: string): Parts {
  const keys = partsOf(path);
  return keys.map((key, index) => (Array.isArray(at(values, pointer(...keys.slice(0, index)))) ? Number(key) : key));
}

/** Whether a form may ask for a secret here: of a list that holds some, all is kept as one. */
function asksSecretAt(form: Form, path: string): boolean {
  const compiled = compile(form.schema);
  let schemas = possible(compiled, [compiled.root]);
  for (const key of partsOf(path)) {
    const members = memberSchemas(schemas, key).filter(isJsonObject);
    const inner = members.length > 0 || !/^\d+$/.test(key) ? members : entrySchemas(schemas, Number(key));
    schemas = possible(compiled, inner);
    if (isSecret(schemas) || isSecret(possible(compiled, entrySchemas(schemas, 0)))) return true;
  }
  return false;
}

/** How many of those that are not valid were not with another document either: `before` are the same orders, tried with that. */
export function hinderedAlready(trials: readonly Trial[], before: readonly Trial[]): number {
  const hindered = new Set(before.filter(({ outcome }) => outcome !== "valid").map(({ number }) => number));
  return trials.filter(({ number, outcome }) => outcome !== "valid" && hindered.has(number)).length;
}

const mostExamples = 5;

/** What many trials come to; the questions that hinder most first, and last what only falls away. */
export function summedUp(trials: readonly Trial[]): Replay {
  const count = (outcome: Trial["outcome"]) => trials.filter((trial) => trial.outcome === outcome).length;
  return {
    over: trials.length,
    valid: count("valid"),
    asks: count("asks"),
    fails: count("fails"),
    questions: questionsIn(trials),
  };
}

const weight = { fails: 0, asks: 1, dropped: 2 } as const;
const keyOf = ({ outcome, question }: Fault) => `${outcome} ${question}`;

function questionsIn(trials: readonly Trial[]): Replay["questions"] {
  const found = new Map<string, Replay["questions"][number]>();
  for (const { number, faults } of trials)
    // Two entries of one list are one order.
    for (const [key, fault] of new Map(faults.map((one) => [keyOf(one), one]))) {
      const known = found.get(key) ?? { ...fault, count: 0, examples: [] };
      known.count += 1;
      if (known.examples.length < mostExamples) known.examples.push(number);
      found.set(key, known);
    }
  return [...found.values()].toSorted(
    (one, other) => weight[one.outcome] - weight[other.outcome] || other.count - one.count,
  );
}
