import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Progress } from "../adapter.ts";
import type { Base } from "./pull-branch.ts";
import type { Pull } from "./pull.ts";

/** What GitHub calls it, as people do. */
const standings: Record<string, (pull: Pull) => string> = {
  dirty: ({ base }) => `has conflicts with ${base}, which somebody resolves in GitHub`,
  blocked: () => "waits for its review or its checks",
  behind: ({ base }) => `is behind ${base}`,
  unstable: () => "has checks that did not pass",
  clean: () => "is ready to be merged",
  has_hooks: () => "is ready to be merged",
};

/** Where the step stands, as its pull request says. */
export function progressOfPull(
  repository: string,
  pull: Pull,
  notes: readonly string[] = [],
  before = "open",
): Progress {
  // GitHub works it out in the background: until then, what it said before.
  const standing = pull.draft ? "draft" : pull.mergeable === "unknown" ? before : pull.mergeable;
  const reference = referenceTo(repository, pull, pull.state === "open" ? standing : pull.merged ? "merged" : "closed");
  const named = `pull request #${pull.number}`;
  if (pull.merged) return { ...merged(pull), reference, note: `${named} was merged into ${pull.base}` };
  if (pull.state === "closed") return { ...closed(pull), reference };
  const words = standing === "draft" ? "is a draft" : (standings[standing]?.(pull) ?? "is open");
  return { state: "waiting", reference, note: [`${named} ${words}`, ...notes].join("; "), checkAfterSeconds: 3 };
}

function referenceTo(repository: string, { number, url }: Pull, status: string): Reference {
  return {
    kind: "pull_request",
    id: `${repository}#${number}`,
    url,
    data: { repository, number: String(number), status },
  };
}

/** The number by which GitHub asks for it. */
export const numberOf = ({ id, data }: Reference) => Number(data?.["number"] ?? id);

function merged({ url, number, branch, commit }: Pull) {
  return { state: "completed" as const, outputs: { url, number, branch, commit: commit ?? "" } };
}

/** It has ended, so a person's retry may open another one. */
function closed({ number }: Pull) {
  const problem = {
    code: "github_pull_closed",
    sentence: `Pull request #${number} was closed without being merged.`,
    remedy:
      "Read there why. Retry opens another one, from a branch of its own; when it was done in another way, say so by hand; or abort.",
  };
  return { state: "failed" as const, problem, ended: true };
}

/** All files say already what they should: there is nothing to review, and what was wanted is so. */
export function nothingToChange(repository: string, base: Base): Progress {
  const url = `${base.site}/commit/${base.commit}`;
  const reference = { kind: "commit", id: base.commit, url, data: { repository } };
  const outputs = { url, branch: base.name, commit: base.commit };
  return { state: "completed", reference, outputs, note: `nothing to change: ${base.name} has it already` };
}
