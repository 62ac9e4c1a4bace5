import type { Finding } from "#lib/core/probe/finding.ts";
import { note, ok, wrong } from "../probe.ts";

/** What each kind of step needs of a GitHub App, by the names that GitHub has for it. */
const needs = [
  { step: "github-workflow", does: "start workflows and read their runs", of: { actions: "write" } },
  {
    step: "github-pull-request",
    does: "propose changes and follow their pull requests",
    of: { contents: "write", pull_requests: "write" },
  },
] as const;

const titles: Readonly<Record<string, string>> = {
  actions: "Actions",
  contents: "Contents",
  pull_requests: "Pull requests",
};

/** What an installation of an App may do, and what is missing for the rest. */
export function aboutPermissions(granted: Readonly<Record<string, string>>): Finding[] {
  const lacking = needs.map(({ of }) => Object.entries(of).filter(([name, level]) => granted[name] !== level));
  const findings = needs.map(({ step, does }, at) => {
    const missing = (lacking[at] ?? []).map(([name]) => titles[name] ?? name);
    if (missing.length === 0) return ok(`The app may ${does} (${step}).`);
    return note(`The app lacks ${listed(missing)}: read and write; without it no step of ${step} works.`);
  });
  if (lacking.some((missing) => missing.length === 0)) return findings;
  const remedy = "Give the app these permissions in its settings, and accept them for the installation.";
  return findings.map(({ sentence, path }) => wrong(sentence, remedy, path));
}

/** What a classic token may do, by the scopes that GitHub names with every answer. Null: GitHub does not say it of this token. */
export function aboutScopes(header: unknown): Finding[] {
  if (typeof header !== "string")
    return [note("What a fine-grained token may do, GitHub says of a repository only: checking an offering asks.")];
  const scopes = new Set(header.split(",").map((scope) => scope.trim()));
  if (scopes.has("repo"))
    return [
      ok("The token may start workflows and propose changes (scope repo)."),
      ...(scopes.has("read:org") || scopes.has("write:org") || scopes.has("admin:org")
        ? []
        : [note("The token lacks the scope read:org; without it no team can be asked to review.")]),
    ];
  if (scopes.has("public_repo"))
    return [note("The token works with public repositories only (scope public_repo); others need the scope repo.")];
  return [
    wrong(
      "The token lacks the scope repo; without it no workflow can be started and no change proposed.",
      "Make a token with the scope repo, and read:org where teams review.",
    ),
  ];
}

const listed = (names: readonly string[]) => names.join(" and ");
