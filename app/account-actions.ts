"use server";

import type { Scope } from "#lib/core/access.ts";
import type { Result } from "#lib/core/problem.ts";
import { endSession as endSessionCommand } from "#lib/commands/session/end.ts";
import { endSessions as endSessionsCommand } from "#lib/commands/session/end-all.ts";
import { signIn as signInCommand } from "#lib/commands/session/sign-in.ts";
import { signOut as signOutCommand } from "#lib/commands/session/sign-out.ts";
import { makeToken as makeTokenCommand } from "#lib/commands/token/make.ts";
import { revokeToken as revokeTokenCommand } from "#lib/commands/token/revoke.ts";
import type { MadeToken } from "#lib/views/token/shape.ts";
import { act, countedContext } from "./act.ts";
import { settled } from "./answer.ts";
import { clearSession, currentSession, startSession } from "./session.ts";

/** Ends the session row, so that the cookie is worth nothing anywhere, then drops the cookie. */
export async function signOut(): Promise<Result<{ signedOut: boolean }>> {
  return settled(async () => {
    const answer = await signOutCommand(await countedContext(), { session: await currentSession() });
    await clearSession();
    return answer;
  });
}

/** Sandbox only: signs in as one of the demo people, without a password. Real providers: next-auth's `signIn(provider, { callbackUrl })`. */
export async function signInAs(given: { user: string }): Promise<Result<{ name: string }>> {
  return settled(async () => {
    const answer = await signInCommand(
      { ...(await countedContext()), actor: null },
      // Whatever was sent: an action is a door like any other.
      { provider: "sandbox", user: { ...given }.user, replaces: await currentSession() },
    );
    if (answer.ok) await startSession(answer.value.session);
    return answer.ok ? { ok: true, value: { name: answer.value.name } } : answer;
  });
}

export async function endSession(given: { session: string }): Promise<Result<{ session: string; ended: boolean }>> {
  return act(endSessionCommand, given);
}

/** Everywhere: the browser that asks is signed out as well when it is one of them. */
export async function endSessions(given: { person?: string }): Promise<Result<{ ended: number }>> {
  return act(endSessionsCommand, given);
}

export async function makeToken(given: {
  name: string;
  team?: string;
  scopes: Scope[];
  days: number;
}): Promise<Result<MadeToken>> {
  return act(makeTokenCommand, given);
}

export async function revokeToken(given: { token: string }): Promise<Result<{ token: string; revoked: boolean }>> {
  return act(revokeTokenCommand, given);
}
