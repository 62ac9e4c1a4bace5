import { may, type Actor } from "#lib/core/access.ts";
import type { ResourceState } from "#lib/core/lifecycle/states.ts";
import type { OperationKind } from "#lib/core/offering/operations.ts";
import { hindrance, type Hindrance } from "#lib/core/outcome/hindrance.ts";
import type { Reader } from "#db/client.ts";
import { openRequestOn } from "#db/resource.ts";

export interface Subject {
  id: string;
  name: string;
  state: ResourceState;
  team: string;
}

/** Why this actor cannot do this to a resource now, or nothing when no kind is named; null when they can. */
export async function hindranceFor(
  on: Reader,
  actor: Actor,
  subject: Subject,
  kind?: OperationKind,
): Promise<Hindrance | null> {
  const answer = may(actor, { verb: "request.create", projectTeam: subject.team });
  return answer.allowed ? hindrance(subject, await openRequestOn(on, subject.id), kind) : { message: answer.reason };
}
