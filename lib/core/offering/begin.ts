import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { headOf } from "./begin/module.ts";
import type { Beginning } from "./begin/module.ts";
import { openText } from "./edit/open-text.ts";
import { removeIn, setIn } from "./edit/set-in.ts";
import { linesOf } from "./edit/write.ts";

export { beginFromModule } from "./begin/module.ts";
export type { Beginning } from "./begin/module.ts";

/**
 * The first text of an offering that people fulfil: small, complete, and sound as it stands. With a Jira project the step is a
 * ticket there, otherwise a task of the team in PAO itself.
 */
export function beginBlank(beginning: Beginning, jira?: { project: string; connection?: string }): string {
  const details = "${{ inputs.?details.orValue('') }}";
  const asked = `Set up **\${{ inputs.name }}** for \${{ request.project }} in \${{ request.environment }}.\n\n${details}\n`;
  const step: JsonObject = jira
    ? {
        uses: "jira-issue",
        ...(jira.connection === undefined ? {} : { connection: jira.connection }),
        with: {
          project: jira.project,
          issueType: "Task",
          summary: `${beginning.title.replaceAll("${{", "")}: \${{ inputs.name }}`,
          description: asked,
        },
      }
    : { uses: "manual", with: { team: beginning.owner, instructions: asked } };
  const document: JsonObject = {
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: headOf(beginning),
    inputs: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", title: "Name", minLength: 2, maxLength: 40 },
        details: { type: "string", title: "What should it be like?", maxLength: 2000 },
      },
    },
    ui: { fields: { details: { widget: "textarea" } } },
    fulfillment: { steps: [{ id: "ticket", title: "Set it up", ...step }] },
  };
  return `${linesOf(document, { indent: 0, unit: 2, flow: false }).join("\n")}\n`;
}

/**
 * The text of another offering under a new name: comments and layout stay. What was said of the other one alone (that it is
 * deprecated, and what to use instead) is left out. Throws a Problem when the text is no YAML.
 */
export function beginCopy(source: string, { name, title, owner, category }: Beginning): string {
  const renamed = Object.entries({ name, title, owner, ...(category === undefined ? {} : { category }) }).reduce(
    (text, [key, value]) => setIn(text, ["metadata", key], value),
    source,
  );
  const bare = removeIn(renamed, ["metadata", "successor"]);
  const { value } = openText(bare);
  const metadata = isJsonObject(value) && isJsonObject(value["metadata"]) ? value["metadata"] : {};
  return metadata["lifecycle"] === "deprecated" ? removeIn(bare, ["metadata", "lifecycle"]) : bare;
}
