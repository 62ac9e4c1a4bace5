import { z } from "zod";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { identifier } from "#lib/core/offering/document.ts";
import type { AdapterDefinition } from "./definition.ts";
import { pretty, shownText } from "./shown.ts";
import { orExpression, plain, withoutNulls } from "./texts.ts";

const answers = z.record(z.string(), z.json());

const output = z.strictObject({
  schema: z.union([answers, z.boolean()]),
  title: z.exactOptional(z.string()),
  secret: z.boolean(),
  optional: z.exactOptional(z.boolean()),
});

/** The offering that is ordered, as it was when the document was checked. PAO fills it in, and no author. */
const pinned = z.strictObject({
  revision: z.int().positive(),
  title: z.string(),
  owner: z.string(),
  level: z.enum(["ticket", "assisted", "automated"]),
  /** The offerings that it orders itself, and those order, by name. */
  below: z.array(z.string()),
  /** How many levels of requests it makes. */
  depth: z.int().positive(),
  outputs: z.record(identifier, output),
});

export type Pin = z.infer<typeof pinned>;

const authored = z.strictObject({
  offering: plain(63).describe("Name of the offering that is ordered."),
  from: z
    .exactOptional(orExpression(answers, "the answers to its questions"))
    .describe("Answers that are taken over together: usually a question that holds the offering's own."),
  inputs: z
    .exactOptional(orExpression(answers, "the answers to its questions"))
    .describe("The answers to its questions; they win over those in `from`."),
});

const config = authored.extend({ pinned: z.exactOptional(pinned) });

export const offeringPayload = z.preprocess(
  withoutNulls,
  z.strictObject({
    offering: z.string(),
    from: z.exactOptional(answers),
    inputs: z.exactOptional(answers),
    pinned,
  }),
);

/** What a step's `with` pins; undefined before its document was checked. */
export function pinIn(config: JsonObject): Pin | undefined {
  const read = pinned.safeParse(config["pinned"]);
  return read.success ? read.data : undefined;
}

/** The answers that are known: those of `from`, and over them those of `inputs`. */
function known(shown: JsonObject): JsonObject {
  const { from, inputs } = shown;
  return { ...(isJsonObject(from) ? from : {}), ...(isJsonObject(inputs) ? inputs : {}) };
}

export const offering: AdapterDefinition = {
  kind: "offering",
  title: "Offering",
  icon: "package",
  built: true,
  level: "automated",
  levelOf: (given) => pinIn(given)?.level,
  connection: null,
  config,
  authored,
  payload: offeringPayload,
  // Which question is asked as a secret is the offering's to say: the check holds each against it.
  secretsAllowedAt: (pointer) => /^\/(from|inputs)(\/|$)/.test(pointer),
  markdownAt: () => false,
  outputs: (given) => pinIn(given)?.outputs ?? {},
  sentence: (shown) => {
    const pin = pinIn(shown);
    const what = pin === undefined ? shownText(shown["offering"], "an offering") : pin.title;
    const whose = pin === undefined ? "" : ` from team ${pin.owner}`;
    return `Orders ${what}${whose} as a request of its own, and waits until it is fulfilled.`;
  },
  preview: (shown) => ({ title: "Answers", language: "json", text: pretty(known(shown)) }),
  examples: [
    {
      title: "A database as a part",
      with: { offering: "postgresql", inputs: { name: "${{ inputs.name }}", size: "small" } },
    },
    {
      title: "With the answers to its own questions",
      with: {
        offering: "postgresql",
        from: "${{ inputs.database }}",
        inputs: { name: "${{ inputs.name }}-db" },
      },
    },
  ],
  stoppable: true,
  settlingSeconds: 0,
};
