import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { CommandContext } from "#lib/commands/command.ts";
import type { Actor } from "#lib/core/access.ts";
import { sessionCookie, writeSessionCookie } from "./auth.ts";
import { actorFromCookies, sessionFromCookies } from "./door.ts";
import { originOf } from "./origin.ts";

async function jar(): Promise<Map<string, string>> {
  return new Map((await cookies()).getAll().map(({ name, value }) => [name, value]));
}

/** Who is signed in in this browser; null when nobody is. Asked once per rendering. */
export const currentActor = cache(async (): Promise<Actor | null> => actorFromCookies(await jar()));

/** What a command that a page sends is called with. */
export async function browserContext(): Promise<CommandContext> {
  return { actor: await currentActor(), door: "browser", from: originOf(await headers()) };
}

/** Who is signed in; sends everybody else to the sign-in page, and back to `from` afterwards. */
export async function requireActor(from?: string): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  redirect(from === undefined ? "/signin" : `/signin?from=${encodeURIComponent(from.toWellFormed())}`);
}

/** The id of this browser's session row; null when there is none. */
export async function currentSession(): Promise<string | null> {
  return sessionFromCookies(await jar());
}

/** Gives this browser a session; only in server actions and routes. */
export async function startSession(sid: string): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await writeSessionCookie(sid), options);
}

export async function clearSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
