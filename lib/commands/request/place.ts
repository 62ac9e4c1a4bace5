import { z } from "zod";
import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { placeOfResource, type ResourcePlace } from "#db/resource.ts";
import type { OrderInput } from "./draw-up.ts";

export interface Place {
  project: string;
  environment: string;
}

const parts = ["project", "environment"] as const;

/** The resource that an order names, where the actor may see it; null for a first order. One that they may not see is not there. */
export async function resourceOf(tx: Transaction, actor: Actor, input: OrderInput): Promise<ResourcePlace | null> {
  const { resource } = input;
  const found = z.uuid().safeParse(resource).success && resource ? await placeOfResource(tx, resource) : null;
  return found?.offering === input.offering && maySee(actor, found) ? found : null;
}

/** As on the pages of resources. */
function maySee(actor: Actor, { team, ownerTeam }: ResourcePlace): boolean {
  return may(actor, { verb: "request.read", team, ownerTeam, requester: null, assignedTeams: [] }).allowed;
}

/** Where it is ordered. An operation is done where its resource is: nobody has to say that, and what is said has to be so. */
export function placeOf(input: OrderInput, there: ResourcePlace | null): Place {
  if (input.operation === "create") return saidPlace(input);
  if (input.resource === undefined) throw unfit({ "/resource": "Say which resource it is to be done to." });
  if (there === null) throw unfit({ "/resource": "There is no such resource of this offering." });
  const elsewhere = parts.filter((part) => input[part] !== undefined && input[part] !== there[part]);
  if (elsewhere.length === 0) return { project: there.project, environment: there.environment };
  throw unfit(
    Object.fromEntries(
      elsewhere.map((part) => [
        `/${part}`,
        `The resource's ${part} is ${there[part]}: leave ${part} out, or say that.`,
      ]),
    ),
  );
}

function saidPlace(input: OrderInput): Place {
  const { project, environment, resource } = input;
  if (resource !== undefined)
    throw unfit({ "/resource": "A first order makes its own resource: leave this out, or name an operation." });
  if (project !== undefined && environment !== undefined) return { project, environment };
  const missing = parts.filter((part) => input[part] === undefined);
  throw unfit(Object.fromEntries(missing.map((part) => [`/${part}`, `${part} is missing.`])));
}

/** What does not fit, by its place in the order. */
function unfit(messages: Record<string, string>): Problem {
  const issues = Object.entries(messages).map(([path, message]) => ({ severity: "error" as const, path, message }));
  return new Problem("invalid", issues.map(({ message }) => message).join(" "), { issues });
}
