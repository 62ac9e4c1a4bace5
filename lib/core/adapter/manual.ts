import { z } from "zod";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { hasExpression } from "#lib/core/expression/template.ts";
import { identifier } from "#lib/core/offering/document.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import { plainText } from "./adf-inline.ts";
import type { AdapterDefinition } from "./definition.ts";
import { markdownText, readMarkdown } from "./markdown-text.ts";
import { markdownFor, markdownTree } from "./markdown-tree.ts";
import { brief, shownText } from "./shown.ts";
import { filled } from "./texts.ts";

/** The questions a person answers when the task is done. */
const questions = z
  .strictObject({
    type: z.literal("object"),
    properties: z.record(identifier, z.record(z.string(), z.json())),
    required: z.exactOptional(z.array(identifier)),
  })
  .catchall(z.json())
  .refine(
    (schema) => !hasExpression(JSON.stringify(schema)),
    "No expressions here: the questions are the same for every request.",
  );

const ui = z.record(z.string(), z.json()).describe("As the document's own `ui`.");

const shape = { outputs: z.exactOptional(questions), ui: z.exactOptional(ui) };

const config = z.strictObject({
  team: filled(300).describe("The team whose task it is."),
  instructions: filled(10_000).describe("What to do, in Markdown."),
  ...shape,
});

export const manualPayload = z.strictObject({ team: filled(120), instructions: markdownText, ...shape });

/** Each question is an output; a `writeOnly` one is secret. */
function outputs(given: JsonObject): Record<string, DeclaredOutput> {
  const schema = isJsonObject(given["outputs"]) ? given["outputs"] : {};
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, declared(property, required.includes(name))]),
  );
}

function declared(property: unknown, required: boolean): DeclaredOutput {
  const schema = isJsonObject(property) ? property : {};
  const title = schema["title"];
  return {
    schema,
    ...(typeof title === "string" ? { title } : {}),
    secret: schema["writeOnly"] === true,
    ...(required || schema["default"] !== undefined ? {} : { optional: true }),
  };
}

export const manual: AdapterDefinition = {
  kind: "manual",
  title: "Task",
  icon: "hand",
  built: true,
  level: "ticket",
  connection: null,
  config,
  payload: manualPayload,
  secretsAllowedAt: () => false,
  markdownAt: (pointer) => pointer === "/instructions",
  outputs,
  sentence: (shown) => {
    const [opening] = markdownTree(readMarkdown(shown["instructions"])).children;
    const what = opening ? `: ${brief(plainText(opening))}` : ".";
    return `Gives team ${shownText(shown["team"])} a task, and waits until someone has done it${what}`;
  },
  preview: (shown) => ({
    title: "What the team reads",
    language: "markdown",
    text: markdownFor(readMarkdown(shown["instructions"])),
  }),
  examples: [
    {
      title: "A task whose answer goes on",
      with: {
        team: "networking",
        instructions: "Reserve an address for **${{ inputs.name }}** and enter it below.",
        outputs: {
          type: "object",
          required: ["address"],
          properties: { address: { type: "string", title: "Address", format: "ipv4" } },
        },
      },
    },
  ],
  settlingSeconds: 0,
};
