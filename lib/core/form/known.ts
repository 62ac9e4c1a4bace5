import type { JsonObject } from "#lib/core/json.ts";
import type { OfferingUi } from "#lib/core/offering/document.ts";
import { accept } from "./accept.ts";
import { buildForm } from "./build.ts";
import { applyDefaults } from "./defaults.ts";
import type { Accepted } from "./form.ts";
import { splitSecrets } from "./secrets.ts";
import { validate } from "./validate.ts";

/** What depends on other answers can't be judged while some are not known. */
const dependent = new Set([
  "if",
  "then",
  "else",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "dependentSchemas",
  "dependentRequired",
]);

/**
 * As `accept`, while the answers to some top-level questions are not known yet: each known one is held against its own
 * question, and how they fit together is left for when all are there.
 */
export function acceptKnown(
  asked: { inputs: JsonObject; ui?: OfferingUi | undefined },
  values: JsonObject,
  open: ReadonlySet<string>,
): Accepted {
  const form = buildForm(asked.inputs, asked.ui);
  if (open.size === 0) return accept(form, values);
  const alone = Object.entries(asked.inputs).filter(([keyword]) => !dependent.has(keyword) && keyword !== "required");
  const issues = validate(buildForm({ ...Object.fromEntries(alone), additionalProperties: true }, asked.ui), values);
  if (issues.length > 0) return { ok: false, issues };
  const inputs = Object.fromEntries(Object.entries(applyDefaults(form, values)).filter(([name]) => !open.has(name)));
  return { ok: true, inputs, ...splitSecrets(form, inputs) };
}
