import { z } from "zod";
import type { AdapterDefinition } from "./definition.ts";
import { declaredOutputs, outputsOf } from "./declared.ts";
import { pretty, shownText } from "./shown.ts";
import { filled, orExpression, plain } from "./texts.ts";

const outputs = z.exactOptional(declaredOutputs(plain(200)));
const repository = filled(300).describe("owner/name");

const pullRequest = z.strictObject({
  repository,
  base: z.exactOptional(filled(300)),
  branch: z.exactOptional(filled(300)),
  title: filled(500),
  body: z.exactOptional(filled(10_000)).describe("Markdown."),
  files: z.record(plain(500), z.string()).describe("Content by path."),
  labels: z.exactOptional(orExpression(z.array(filled(255)), "a list of labels")),
  outputs,
});

export const githubPullRequest: AdapterDefinition = {
  kind: "github-pull-request",
  title: "Pull request",
  icon: "git-pull-request",
  built: false,
  level: "assisted",
  connection: "github",
  config: pullRequest,
  payload: pullRequest,
  secretsAllowedAt: () => false,
  markdownAt: () => false,
  outputs: outputsOf,
  sentence: (shown) =>
    `Opens a pull request in ${shownText(shown["repository"])}: “${shownText(shown["title"])}”, and waits until it is merged.`,
  preview: (shown) => ({ title: "Files", language: "json", text: pretty(shown["files"] ?? {}) }),
  examples: [
    {
      title: "One file in a configuration repository",
      with: {
        repository: "acme/dns",
        title: "Add ${{ inputs.name }}",
        files: { "records.yaml": "name: ${{ inputs.name }}\n" },
      },
    },
  ],
  settlingSeconds: 60,
};
