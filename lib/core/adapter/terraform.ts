import { z } from "zod";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import type { AdapterDefinition, Preview } from "./definition.ts";
import { pretty, shownText } from "./shown.ts";
import { orExpression } from "./texts.ts";

const folder = z
  .string()
  .max(200)
  .regex(/^modules(\/[A-Za-z0-9_-]+)+$/, "A module is named by its folder beside the documents: modules/postgres.");
const workspace = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,63}$/, "Letters, digits, dashes and underscores.")
  .describe("Which state of the resource it works on; the step's id when left out. Steps that name the same share it.");
const variables = z.record(z.string(), z.json());

const config = z.strictObject({
  module: folder.describe("Folder of the module beside the document: modules/postgres."),
  variables: z.exactOptional(orExpression(variables, "the module's variables")),
  workspace: z.exactOptional(workspace),
});

export const terraformPayload = z.strictObject({
  module: folder,
  variables: z.exactOptional(variables),
  workspace: z.exactOptional(workspace),
  /** Set by what retires a resource, never by a document: `plan` says what a `destroy` would remove. */
  mode: z.exactOptional(z.enum(["apply", "plan", "destroy"])),
  /** What somebody has confirmed, by address: a `destroy` removes nothing else. */
  confirmed: z.exactOptional(z.record(z.string(), z.string())),
});

/** What the module declares. Terraform has no types for outputs, so that any value fits. */
function outputs(given: JsonObject, modules?: Modules): Record<string, DeclaredOutput> {
  const known = moduleAt(modules, given["module"]);
  return Object.fromEntries(
    Object.entries(known?.description.outputs ?? {}).map(([name, { sensitive, description }]) => [
      name,
      {
        schema: {},
        ...(description === undefined || description.length > 80 ? {} : { title: description }),
        secret: sensitive,
      },
    ]),
  );
}

function sentence(shown: JsonObject): string {
  const what = `the Terraform module ${shownText(shown["module"])}`;
  if (shown["mode"] === "plan") return `Plans the removal of everything that ${what} has made, and changes nothing.`;
  if (shown["mode"] === "destroy") return `Removes what ${what} has made: what was confirmed, and nothing else.`;
  return `Runs ${what}: what it plans to change, and nothing else, is applied.`;
}

function preview(shown: JsonObject): Preview {
  const given = shown["variables"];
  const title = "Variables";
  if (given === undefined && shown["mode"] !== undefined)
    return { title, language: "text", text: "Those that it was last applied with." };
  const text = isJsonObject(given) || given === undefined ? pretty(given ?? {}) : shownText(given);
  return { title, language: "json", text };
}

export const terraform: AdapterDefinition = {
  kind: "terraform",
  title: "Terraform",
  icon: "blocks",
  built: true,
  level: "automated",
  connection: null,
  config,
  payload: terraformPayload,
  secretsAllowedAt: (pointer) => pointer.startsWith("/variables/"),
  markdownAt: () => false,
  module: (given) => (typeof given["module"] === "string" ? given["module"] : undefined),
  outputs,
  sentence,
  preview,
  examples: [
    {
      title: "A module and its variables",
      with: {
        module: "modules/postgres",
        variables: { name: "${{ inputs.name }}", size: "${{ inputs.size }}" },
      },
    },
    {
      title: "Another operation that works on what the step `database` made",
      with: {
        module: "modules/postgres",
        workspace: "database",
        variables: { name: "${{ inputs.name }}", size: "large" },
      },
    },
  ],
  settlingSeconds: 0,
  longestTurnSeconds: 3600,
  absent: {
    sentence: "No engine can run Terraform.",
    remedy: "An admin installs Terraform 1.9 or newer where an engine runs, and starts that engine again.",
  },
};
