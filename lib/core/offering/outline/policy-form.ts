import { buildForm } from "#lib/core/form/build.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** The form of a policy. `taken`: ids of the others; `teams`: who may be asked, where that is known. */
export function policyForm(taken: readonly string[], teams: readonly string[] | undefined): Form {
  const team: JsonObject =
    teams && teams.length > 0 ? { type: "string", enum: [...teams] } : { type: "string", minLength: 1 };
  return buildForm(
    {
      type: "object",
      required: ["id", "effect", "when", "message"],
      properties: {
        id: {
          type: "string",
          title: "Name",
          pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
          maxLength: 63,
          ...(taken.length === 0 ? {} : { not: { enum: [...taken] } }),
        },
        effect: { type: "string", title: "What it does", enum: ["deny", "require-approval", "warn"] },
        when: { type: "string", title: "When", minLength: 1, maxLength: 1_900 },
        message: { type: "string", title: "What the person who orders reads", minLength: 1, maxLength: 500 },
      },
      if: { properties: { effect: { const: "require-approval" } }, required: ["effect"] },
      then: {
        required: ["approvers"],
        properties: {
          approvers: { type: "array", title: "Teams that are asked", minItems: 1, uniqueItems: true, items: team },
        },
      },
    },
    {
      fields: {
        id: {
          placeholder: "large-in-prod",
          messages: {
            pattern: "Lowercase letters, digits and single dashes, beginning with a letter.",
            not: "There is a policy of this name already.",
          },
        },
        effect: {
          widget: "radio",
          labels: { deny: "Refuses the order", "require-approval": "Asks for an approval", warn: "Warns only" },
        },
        when: {
          help: "An expression that is true where it applies.",
          placeholder: "request.environment == 'prod' && inputs.size == 'large'",
        },
        message: { widget: "textarea" },
      },
    },
  );
}

const bare = (condition: string) => condition.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, "");

export function policyAnswers(policy: JsonObject): JsonObject {
  const { when } = policy;
  return { ...policy, ...(typeof when === "string" ? { when: bare(when) } : {}) };
}

/** A policy as the answers have it. */
export function policyOf(answers: JsonObject, was: JsonObject): JsonObject {
  const { id, effect, message, approvers } = answers;
  const when = typeof answers["when"] === "string" ? answers["when"].trim() : "";
  const before = was["when"];
  const same = typeof before === "string" && bare(before) === bare(when);
  const made: Record<string, Json | undefined> = {
    id,
    when: same ? before : `\${{ ${bare(when)} }}`,
    effect,
    approvers,
    message,
  };
  return Object.fromEntries(Object.entries(made).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
