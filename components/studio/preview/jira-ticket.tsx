import type { ReactNode } from "react";
import { shownIssue } from "#lib/core/adapter/jira-issue.ts";
import { pretty, shownText, shownTexts } from "#lib/core/adapter/shown.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { AdfView } from "./adf-view.tsx";
import { FactList, Words } from "./fact-list.tsx";
import { Holed } from "./holes.tsx";

const elsewhere = new Set([
  "project",
  "issuetype",
  "summary",
  "description",
  "labels",
  "priority",
  "components",
  "duedate",
  "assignee",
]);

/** The ticket as Jira will show it. */
export function JiraTicket({ shown }: { shown: JsonObject }) {
  const fields = shownIssue(shown);
  const { description, labels } = fields;
  const done = shownTexts(shown["done"]);
  const others = Object.entries(fields).filter(([name]) => !elsewhere.has(name));
  return (
    <>
      <p className="text-xs text-muted">
        <Holed text={`${inner(fields["project"], "key")} · ${inner(fields["issuetype"], "name")}`} />
      </p>
      <h4 className="mt-1 text-lg font-semibold break-words">
        <Holed text={shownText(fields["summary"])} />
      </h4>
      <div className="mt-3">
        {isJsonObject(description) ? (
          <AdfView document={description} />
        ) : (
          <p className="text-muted">It has no description.</p>
        )}
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <FactList
          facts={[
            ["Priority", inner(fields["priority"], "name")],
            ["Labels", listed(shownTexts(labels))],
            ["Components", listed(namesIn(fields["components"]))],
            ["Due", shownText(fields["duedate"])],
            ["Assignee", inner(fields["assignee"], "accountId")],
            ...others.map(
              ([name, value]) => [name, typeof value === "object" ? pretty(value) : shownText(value)] as const,
            ),
            ["Done when", done.length > 0 ? done.join(", ") : "it is in a status of Jira’s category Done"],
          ]}
        />
        <p className="mt-2 text-xs text-muted">PAO adds a label of its own, by which it finds the ticket again.</p>
      </div>
    </>
  );
}

function inner(value: Json | undefined, name: string): string {
  return isJsonObject(value) ? shownText(value[name]) : "";
}

const namesIn = (value: Json | undefined) =>
  Array.isArray(value) ? value.map((one) => inner(one, "name")).filter((name) => name !== "") : [];

const listed = (words: readonly string[]): ReactNode => (words.length === 0 ? null : <Words words={words} />);
