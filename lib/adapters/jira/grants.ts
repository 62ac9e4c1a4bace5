import type { Finding } from "#lib/core/probe/finding.ts";
import { note, ok, wrong } from "../probe.ts";

/** What the account needs, by Jira's names: without the first no step works. */
const needs = [
  { key: "BROWSE_PROJECTS", title: "Browse projects", without: "no ticket can be followed", needed: true },
  { key: "CREATE_ISSUES", title: "Create issues", without: "no ticket can be opened", needed: true },
  {
    key: "ADD_COMMENTS",
    title: "Add comments",
    without: "nobody reads in a ticket that its request has ended",
    needed: false,
  },
  { key: "LINK_ISSUES", title: "Link issues", without: "tickets that block each other are not linked", needed: false },
] as const;

export const neededPermissions: string = needs.map(({ key }) => key).join(",");

type Answered = Readonly<Record<string, { havePermission?: boolean | undefined } | undefined>>;

/** What the account may do in one project at least, and what is missing for the rest. */
export function aboutPermissions(answered: Answered): Finding[] {
  const missing = needs.filter(({ key }) => answered[key]?.havePermission !== true);
  if (missing.length === 0)
    return [
      ok(
        "It may open tickets, follow, comment on and link them in one project at least; checking an offering asks about its own.",
      ),
    ];
  return missing.map(({ key, title, without, needed }) => {
    const sentence = `It lacks the permission ${title} (${key}) in every project; without it ${without}.`;
    return needed
      ? wrong(sentence, "A Jira admin gives it to the account in the projects that offerings name.")
      : note(sentence);
  });
}
