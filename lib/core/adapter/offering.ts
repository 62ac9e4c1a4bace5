import { z } from "zod";
import type { AdapterDefinition } from "./definition.ts";
import { declaredOutputs, outputsOf } from "./declared.ts";
import { pretty, shownText } from "./shown.ts";
import { orExpression, plain } from "./texts.ts";

const config = z.strictObject({
  offering: plain(63).describe("Name of the offering that is ordered."),
  inputs: z.exactOptional(orExpression(z.record(z.string(), z.json()), "the answers to its questions")),
  outputs: z.exactOptional(declaredOutputs(plain(200))),
});

export const offering: AdapterDefinition = {
  kind: "offering",
  title: "Offering",
  icon: "package",
  built: false,
  level: "automated",
  connection: null,
  config,
  payload: config,
  secretsAllowedAt: () => false,
  markdownAt: () => false,
  outputs: outputsOf,
  sentence: (shown) =>
    `Orders ${shownText(shown["offering"])} as a request of its own, and waits until it is fulfilled.`,
  preview: (shown) => ({ title: "Answers", language: "json", text: pretty(shown["inputs"] ?? {}) }),
  examples: [
    {
      title: "A database as a part",
      with: { offering: "postgresql", inputs: { name: "${{ inputs.name }}", size: "small" } },
    },
  ],
  settlingSeconds: 0,
};
