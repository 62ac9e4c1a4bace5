import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "#lib/core/access.ts";
import { actorFromCookies } from "./door.ts";

/** Who is signed in in this browser; null when nobody is. */
export async function currentActor(): Promise<Actor | null> {
  const jar = await cookies();
  return actorFromCookies(new Map(jar.getAll().map(({ name, value }) => [name, value])));
}

/** Who is signed in; sends everybody else to the sign-in page, and back to `from` afterwards. */
export async function requireActor(from?: string): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  redirect(from === undefined ? "/signin" : `/signin?from=${encodeURIComponent(from)}`);
}
