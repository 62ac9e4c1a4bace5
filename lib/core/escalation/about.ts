import { answersForDisplay } from "#lib/core/form/answers.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { About } from "./ticket.ts";

/** A request as far as a ticket tells of it. */
export interface TellingRequest {
  number: number;
  title: string;
  operation: string;
  project: string;
  environment: string;
  team: string;
  requester: { name: string };
  inputs: JsonObject;
}

/** What a ticket tells of its request; `by` asks for it, null where nobody does. */
export function tellingOf(
  row: TellingRequest,
  document: Offering,
  { by, reason }: { by: string | null; reason?: string | undefined },
): About {
  const { title, project, environment, team, requester } = row;
  const operation = row.operation === "create" ? undefined : document.operations[row.operation];
  const form = operation ? buildForm(operation.inputs ?? {}, operation.ui) : buildForm(document.inputs, document.ui);
  return {
    number: formatNumber(row.number),
    title,
    offering: document.metadata.title,
    operation: row.operation === "create" ? null : (operation?.title ?? "Retire"),
    project,
    environment,
    team,
    requester: requester.name,
    by,
    reason,
    answers: answersForDisplay(form, row.inputs),
  };
}
