import { randomBytes } from "node:crypto";
import { like } from "drizzle-orm";
import { database } from "#db/client.ts";
import { addDraft, submitDraft } from "#db/draft.ts";
import { openSession } from "#db/session.ts";
import { token } from "#db/tables.ts";
import { makeToken } from "#db/token.ts";
import type { CommandContext } from "#lib/commands/command.ts";
import { saveConnection } from "#lib/commands/connection/save.ts";
import { retireOffering } from "#lib/commands/offering/retire.ts";
import { probeOffering } from "#lib/commands/probe/offering.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, pretendEngine } from "#tests/portal.ts";
import { playerOf } from "./cast.ts";
import { newOffering } from "./draft-doors.ts";
import { type Found, retiredOffering } from "./doors.ts";

/** What the connection “hooked” signs its deliveries with. */
export const hookSecret = "a-secret-of-the-two";

export interface World {
  find: () => Promise<Found>;
  /** Ends the tokens that earlier tries have found: a team has only so many. */
  tidy: () => Promise<void>;
  close: () => Promise<void>;
}

/** A portal with an offering of data-platform, and as many orders of team checkout as are looked for. */
export async function openWorld(): Promise<World> {
  const ended = manualOffering.replace("name: access-grant", `name: ${retiredOffering}`);
  const portal = await freshPortal({ ...offeringDocuments, [`${retiredOffering}.yaml`]: ended });
  const author = { actor: await portal.actor("author"), door: "rest" } as const;
  const retired = await retireOffering(author, { name: retiredOffering, note: "For a test." });
  if (!retired.ok) throw new Error(retired.problem.message);
  const probe = await probeOffering(author, { offering: "access-grant" });
  if (!probe.ok) throw new Error(probe.problem.message);
  await hook({ actor: await portal.actor("admin"), door: "rest" });
  const developer = { actor: await portal.actor("developer"), door: "rest" } as const;
  const find = async () => {
    // A busy machine outlives the heartbeat of the engine that is pretended.
    await pretendEngine();
    const fresh = `fresh-${randomBytes(4).toString("hex")}`;
    const ordered = await orderRequest(developer, {
      offering: "access-grant",
      project: "checkout",
      environment: "dev",
      inputs: { name: fresh, reason: "x" },
    });
    if (!ordered.ok) throw new Error(ordered.problem.message);
    const { number, resource } = ordered.value;
    return { number, resource, probe: probe.value.id, fresh, ...(await keysOf(fresh)), ...(await draftsOf(fresh)) };
  };
  const tidy = async () => {
    await database().update(token).set({ revokedAt: new Date() }).where(like(token.name, "fresh-%"));
  };
  return { find, tidy, close: portal.close };
}

/** What lets the member and their team in, besides what they try the doors with. */
async function keysOf(fresh: string): Promise<{ session: string; token: string }> {
  const rights = { name: fresh, scopes: ["read" as const], days: 1, createdBy: null };
  const device = { days: 1, address: null, userAgent: null };
  return database().transaction(async (tx) => ({
    session: await openSession(tx, { held: `session of ${fresh}`, person: playerOf("member"), ...device }),
    token: (await makeToken(tx, { owner: { team: "checkout" }, held: `token of ${fresh}`, ...rights })).id,
  }));
}

/** A new offering of data-platform as its author writes it, and as the member proposes it. */
async function draftsOf(fresh: string): Promise<Pick<Found, "draft" | "proposal" | "shown">> {
  return database().transaction(async (tx) => {
    const begin = async (name: string, role: "author" | "member") => {
      const by = { kind: "person", id: playerOf(role), name: `Cast ${role}` } as const;
      const given = { offering: name, owner: "data-platform", source: newOffering(name), basedOn: null };
      const id = await addDraft(tx, { ...given, proposal: role === "member", who: by.id, by });
      if (id === undefined) throw new Error(`There is a draft of ${name} already.`);
      return id;
    };
    const shown = await begin(`${fresh}-shown`, "member");
    await submitDraft(tx, shown, "For a test.");
    return { draft: await begin(fresh, "author"), proposal: await begin(fresh, "member"), shown };
  });
}

/** A connection that takes webhooks. */
async function hook(admin: CommandContext): Promise<void> {
  const credential = { email: "pao@a.example", token: "t", webhookSecret: hookSecret };
  const given = { name: "hooked", kind: "jira", baseUrl: "https://a.example", credential };
  const saved = await saveConnection(admin, given);
  if (!saved.ok) throw new Error(saved.problem.message);
}
