import { GitBranch } from "lucide-react";
import { shownPull } from "#lib/core/adapter/shown-pull.ts";
import type { ShownFile } from "#lib/core/adapter/shown-pull.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Code } from "#components/ui/payload.tsx";
import { FactList, Words } from "./fact-list.tsx";
import { Holed, holed } from "./holes.tsx";

/** The pull request as GitHub will show it, and its files as they will stand. */
export function PullRequest({ shown }: { shown: JsonObject }) {
  const pull = shownPull(shown);
  const asked = [...pull.reviewers, ...pull.teamReviewers];
  return (
    <>
      <p className="text-xs break-words text-muted">
        <Holed text={pull.repository} />
      </p>
      <h4 className="mt-1 text-lg font-semibold break-words">
        <Holed text={pull.title} />
      </h4>
      <p className="mt-1 text-xs text-muted">
        <GitBranch className="mr-1.5 inline size-3.5" aria-hidden />
        <Branch name={pull.branch} otherwise="a branch named after request and step" />
        {" into "}
        <Branch name={pull.base} otherwise="the default branch" />
      </p>
      <div className="mt-3">
        {pull.body === "" ? <p className="text-muted">It has no text.</p> : <Markdown text={pull.body} words={holed} />}
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <FactList
          facts={[
            ["Commit", pull.commitMessage],
            ["Reviewers", asked.length === 0 ? null : <Words words={asked} />],
            ["Labels", pull.labels.length === 0 ? null : <Words words={pull.labels} />],
          ]}
        />
      </div>
      <h5 className="mt-4 font-medium">{pull.files.length === 1 ? "One file" : `${pull.files.length} files`}</h5>
      <ul className="space-y-3">
        {pull.files.map((file) => (
          <li key={file.path}>
            <FileChange file={file} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Branch({ name, otherwise }: { name: string; otherwise: string }) {
  if (name === "") return otherwise;
  return (
    <code className="font-mono break-all">
      <Holed text={name} />
    </code>
  );
}

const modes: Readonly<Record<string, string>> = {
  create: "must be new",
  replace: "must be there already",
  delete: "is removed",
};

function FileChange({ file: { path, mode, text, wrong } }: { file: ShownFile }) {
  const said = modes[mode];
  return (
    <>
      {text === null ? (
        <p className="mt-1.5 font-mono text-xs break-all">
          <Holed text={path} />
        </p>
      ) : (
        <Code title={path} text={text}>
          <Holed text={text} />
        </Code>
      )}
      {said === undefined ? null : (
        <p className="mt-1">
          <Badge tone={mode === "delete" ? "bad" : "neutral"}>{said}</Badge>
        </p>
      )}
      {wrong === undefined ? null : <Notice tone="warn" title={wrong} className="mt-1.5" />}
    </>
  );
}
