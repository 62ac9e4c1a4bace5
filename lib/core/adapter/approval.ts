import { z } from "zod";
import type { AdapterDefinition } from "./definition.ts";
import { shownText, shownTexts } from "./shown.ts";
import { filled } from "./texts.ts";

const config = z.strictObject({
  approvers: z.array(filled(120)).min(1).describe("Teams; one of their approvers decides."),
  message: z.exactOptional(filled(2_000)),
});

export const approval: AdapterDefinition = {
  kind: "approval",
  title: "Approval",
  icon: "badge-check",
  built: false,
  // An approval is a gate in front of the work: it says nothing of how the work itself is done.
  level: "automated",
  connection: null,
  config,
  payload: config,
  secretsAllowedAt: () => false,
  markdownAt: () => false,
  outputs: () => ({}),
  sentence: (shown) => `Waits until an approver of ${shownTexts(shown["approvers"]).join(" or ")} says yes.`,
  preview: (shown) => ({ title: "What the approver reads", language: "text", text: shownText(shown["message"]) }),
  examples: [
    {
      title: "A second pair of eyes",
      with: { approvers: ["security"], message: "Opens ${{ inputs.name }} to the internet." },
    },
  ],
  settlingSeconds: 0,
};
