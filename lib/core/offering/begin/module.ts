import { accessor } from "#lib/core/expression/names.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { linesOf } from "#lib/core/offering/edit/write.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { identifier } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { ModuleDescription, Modules } from "#lib/core/terraform/module.ts";
import type { Care, Given } from "./question.ts";
import { givenFor } from "./question.ts";
import { asIdentifier, asTitle, brief } from "./title.ts";

/** Who is begun, and whose it is. */
export interface Beginning {
  name: string;
  title: string;
  owner: string;
  /** Where it stands in the catalog; `other` when left out. */
  category?: string;
}

/**
 * The first document of an offering that runs a module: a question for each variable, an output for each output. What
 * makes no sound question is asked more plainly, or left to the module's own default. Throws a Problem when there is no
 * such module, or when it can't be used.
 */
export function beginFromModule(folder: string, modules: Modules, beginning: Beginning): string {
  const described = moduleAt(modules, folder)?.description;
  if (!described) throw new Problem("not_found", `There is no module ${folder} beside the documents.`);
  const [trouble] = described.troubles;
  if (trouble !== undefined) throw new Problem("invalid", `${folder} can't be used. ${trouble}`);
  const cares = new Map<string, Care>();
  let text = written(folder, described, beginning, cares);
  for (let again = true; again;) {
    again = lessen(text, modules, described, cares);
    text = written(folder, described, beginning, cares);
  }
  return text;
}

const less: Record<Care, Care> = { all: "bounded", bounded: "plain", plain: "left", left: "left" };

/** Takes less care of the variables that errors speak of. False when nothing more can be done. */
function lessen(text: string, modules: Modules, { variables }: ModuleDescription, cares: Map<string, Care>): boolean {
  const errors = checkOffering(text, { modules }).issues.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return false;
  const open = Object.keys(variables).filter((name) => (cares.get(name) ?? "all") !== "left");
  const named = open.filter((name) => errors.some(({ path }) => path.split("/").includes(name)));
  // An error of the whole (too many questions, too costly expressions) is mended by asking less.
  for (const name of named.length > 0 ? named : open.slice(-Math.ceil(open.length / 4)))
    cares.set(name, less[cares.get(name) ?? "all"]);
  return open.length > 0;
}

function written(
  folder: string,
  module: ModuleDescription,
  beginning: Beginning,
  cares: ReadonlyMap<string, Care>,
): string {
  const given = Object.entries(module.variables).map(([name, variable]): [string, Given] => [
    name,
    givenFor(name, variable, readOf(name), cares.get(name) ?? "all"),
  ]);
  const step = stepId(folder);
  const left = given.flatMap(([name, { kind }]) => (kind === "left" ? [name] : []));
  const note = left.length === 0 ? "" : `    # Left to the module's own defaults: ${left.join(", ")}.\n`;
  const lines = linesOf(documentOf(folder, step, module, beginning, given), { indent: 0, unit: 2, flow: false });
  return `${lines.join("\n")}\n`.replace(`    - id: ${step}\n`, `${note}    - id: ${step}\n`);
}

function readOf(name: string): { sure: string; maybe: string } {
  return { sure: `inputs${accessor(name, "")}`, maybe: `inputs${accessor(name, "?")}` };
}

function stepId(folder: string): string {
  const id = asIdentifier(folder.split("/").at(-1) ?? "", "module");
  return identifier.safeParse(id).success ? id : "module";
}

function documentOf(
  folder: string,
  step: string,
  module: ModuleDescription,
  beginning: Beginning,
  given: readonly [string, Given][],
): JsonObject {
  const asked = given.flatMap(([name, one]) => (one.kind === "asked" ? [{ name, ...one }] : []));
  const required = asked.flatMap((one) => (one.required ? [one.name] : []));
  const variables = given.flatMap(([name, one]): [string, Json][] => (one.kind === "left" ? [] : [[name, one.value]]));
  const outputs = outputsOf(step, module);
  const fields = asked.flatMap(({ name, ui }): [string, Json][] => (ui === undefined ? [] : [[name, ui]]));
  return {
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: headOf(beginning),
    inputs: {
      type: "object",
      ...(required.length === 0 ? {} : { required }),
      properties: Object.fromEntries(asked.map(({ name, question }) => [name, question])),
    },
    ...(fields.length === 0 ? {} : { ui: { fields: Object.fromEntries(fields) } }),
    fulfillment: {
      steps: [
        {
          id: step,
          title: `Create ${brief(beginning.title, 100)}`,
          uses: "terraform",
          with: { module: folder, ...(variables.length === 0 ? {} : { variables: Object.fromEntries(variables) }) },
        },
      ],
    },
    ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
  };
}

export function headOf({ name, title, owner, category = "other" }: Beginning): JsonObject {
  return {
    name,
    title,
    summary: `${brief(title, 150)}, ordered here instead of asked for.`,
    owner,
    category,
    lifecycle: "experimental",
  };
}

function outputsOf(step: string, { outputs }: ModuleDescription): JsonObject {
  const made: JsonObject = {};
  for (const [name, { sensitive, description }] of Object.entries(outputs)) {
    const id = asIdentifier(name, "output");
    if (!identifier.safeParse(id).success || Object.hasOwn(made, id)) continue;
    const title = description === undefined || description.length > 80 ? asTitle(name) : description;
    made[id] = {
      title: brief(title, 80),
      value: `\${{ steps.${step}.outputs${accessor(name, "")} }}`,
      ...(sensitive ? { secret: true } : {}),
    };
  }
  return made;
}
