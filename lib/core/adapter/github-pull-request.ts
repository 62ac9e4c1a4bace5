import { z } from "zod";
import type { JsonObject } from "#lib/core/json.ts";
import type { AdapterDefinition } from "./definition.ts";
import { bodyOf, messageOf, shownTitle, titleOf } from "./github-text.ts";
import { markdownText } from "./markdown-text.ts";
import { fileList, files } from "./repository-file.ts";
import { brief, shownText } from "./shown.ts";
import { shownPull } from "./shown-pull.ts";
import { filled, orExpression, orText, withoutNulls } from "./texts.ts";

const repository = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w-]*\/(?!\.{1,2}$)[\w.-]+$/, "A repository is named owner/name.");

/** What git takes for a branch. Source: git-check-ref-format(1). */
const branch = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (name) => !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|(?:^|\/)\.|\.lock(?:\/|$)|^[-/]|[./]$|^@$|^refs\//u.test(name),
    "A branch is named as git takes it: no blanks, no .., none of ~^:?*[\\, and it begins and ends with no slash or dot.",
  );
const list = (most: number, what: string) => z.exactOptional(orExpression(z.array(filled(most)).max(50), what));

const config = z.strictObject({
  repository: orText(repository, "a repository as owner/name").describe("owner/name"),
  base: z
    .exactOptional(orText(branch, "a branch"))
    .describe("The branch to merge into; the default branch when left out."),
  branch: z
    .exactOptional(orText(branch, "a branch"))
    .describe(
      "The branch that is made; when left out, one that names request and step. No two requests may share one.",
    ),
  title: filled(1_000).describe("One line; GitHub takes 256 characters of it."),
  body: z.exactOptional(filled(10_000)).describe("Markdown."),
  commitMessage: z.exactOptional(filled(5_000)).describe("The title when left out."),
  files: files.describe("What the one commit changes."),
  reviewers: list(100, "a list of users").describe("Users who are asked to review."),
  teamReviewers: list(100, "a list of teams").describe(
    "Teams of the organisation that are asked to review, by their short names.",
  ),
  labels: list(50, "a list of labels").describe("Labels; one that is not there is made."),
});

const trimmed = z
  .array(z.string().transform((text) => text.replaceAll(/\s+/g, " ").trim()))
  .max(50)
  .transform((texts) => [...new Set(texts)].filter((text) => text !== ""));

const payload = z.strictObject({
  repository,
  base: z.exactOptional(branch),
  branch: z.exactOptional(branch),
  title: markdownText
    .transform(titleOf)
    .pipe(z.string().min(1, "The title may not be empty.").max(256, "GitHub takes at most 256 characters.")),
  body: markdownText.transform(bodyOf).default(""),
  commitMessage: z.exactOptional(markdownText.transform(messageOf)),
  files: fileList.refine(
    (all) => new Set(all.map(({ path }) => path)).size === all.length,
    "Two of the files have the same path.",
  ),
  reviewers: trimmed.default([]),
  teamReviewers: trimmed.default([]),
  labels: trimmed.default([]),
});

export type GithubPullRequestPayload = z.infer<typeof payload>;

/** `with`, rendered: what an expression left empty counts as left out. */
export const githubPullRequestPayload = z.preprocess(withoutNulls, payload);

/** Texts whose values enter only after the author's part is parsed. */
const valuesApart = /^\/(?:title|body|commitMessage|files\/\d+\/(?:path|content))$/;

const always = (type: string, title: string, optional = false) => ({
  schema: { type },
  title,
  secret: false,
  ...(optional ? { optional } : {}),
});

/** The text of a preview: what people will read, and the files as they will stand. */
function pullText(shown: JsonObject): string {
  const { title, body, files: all } = shownPull(shown);
  const parts = all.map(({ path, mode, text }) => `── ${path}${mode === "upsert" ? "" : ` (${mode})`}\n${text ?? ""}`);
  return [title, "", ...(body === "" ? [] : [body, ""]), ...parts].join("\n");
}

export const githubPullRequest: AdapterDefinition = {
  kind: "github-pull-request",
  title: "Pull request",
  icon: "git-pull-request",
  built: true,
  level: "assisted",
  connection: "github",
  config,
  payload: githubPullRequestPayload,
  // A repository keeps what it is given for ever, for everybody who may read it.
  secretsAllowedAt: () => false,
  markdownAt: (pointer) => valuesApart.test(pointer),
  outputs: () => ({
    url: always("string", "Pull request"),
    number: always("integer", "Number", true),
    branch: always("string", "Branch"),
    commit: always("string", "Merge commit"),
  }),
  sentence: (shown) =>
    `Opens a pull request in ${shownText(shown["repository"])}: “${brief(shownTitle(shown["title"]))}”, and waits until it is merged.`,
  preview: (shown) => ({
    title: `Pull request in ${shownText(shown["repository"])}`,
    language: "text",
    text: pullText(shown),
  }),
  examples: [
    {
      title: "A deployment file, written from the answers",
      with: {
        repository: "acme/deployments",
        title: "Deploy ${{ inputs.name }} to ${{ request.environment }}",
        body: "Asked for by ${{ request.requester }}.\n\n- replicas: **${{ inputs.replicas }}**",
        files: [
          {
            path: "${{ request.environment }}/${{ inputs.name }}.yaml",
            data: {
              name: "${{ inputs.name }}",
              replicas: "${{ inputs.replicas }}",
              labels: { team: "${{ request.team }}" },
            },
          },
        ],
        teamReviewers: ["compute"],
        labels: ["deployment"],
      },
    },
    {
      title: "Removing it again",
      with: {
        repository: "acme/deployments",
        title: "Remove ${{ resource.name }}",
        files: [{ path: "${{ request.environment }}/${{ resource.name }}.yaml", mode: "delete" }],
      },
    },
    {
      title: "A file with a layout and remarks of its own",
      with: {
        repository: "acme/dns",
        base: "main",
        title: "Add ${{ inputs.name }}",
        files: [
          {
            path: "records/${{ inputs.name }}.yaml",
            content: "# Kept by the catalog.\nname: ${{ inputs.name }}\ntargets:\n  - ${{ inputs.target }}\n",
            mode: "create",
          },
        ],
      },
    },
  ],
  traces: (payload, { label }) =>
    `a pull request in ${shownText(payload["repository"])} whose text or branch holds ${label.slice(4)}`,
  stoppable: true,
  settlingSeconds: 20,
};
