import { z } from "zod";
import type { AdapterDefinition } from "./definition.ts";
import { declaredOutputs, outputsOf } from "./declared.ts";
import { pretty, shownText } from "./shown.ts";
import { orExpression, plain } from "./texts.ts";

const config = z.strictObject({
  module: plain(300).describe("Folder of the module beside the document: modules/postgres."),
  variables: z.exactOptional(orExpression(z.record(z.string(), z.json()), "the module's variables")),
  outputs: z.exactOptional(declaredOutputs(plain(200))),
});

export const terraform: AdapterDefinition = {
  kind: "terraform",
  title: "Terraform",
  icon: "blocks",
  built: false,
  level: "automated",
  connection: null,
  config,
  payload: config,
  secretsAllowedAt: (pointer) => pointer.startsWith("/variables/"),
  markdownAt: () => false,
  outputs: outputsOf,
  sentence: (shown) => `Applies the Terraform module ${shownText(shown["module"])}, exactly as it was planned.`,
  preview: (shown) => ({ title: "Variables", language: "json", text: pretty(shown["variables"] ?? {}) }),
  examples: [
    {
      title: "A module with variables and an output",
      with: {
        module: "modules/postgres",
        variables: { name: "${{ inputs.name }}", size: "${{ inputs.size }}" },
        outputs: { host: { type: "string", from: "host" } },
      },
    },
  ],
  settlingSeconds: 0,
};
