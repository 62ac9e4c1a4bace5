import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Followed, Position } from "#lib/views/request/follow.ts";
import { actorFromRequest } from "../door.ts";
import type { ServerSent } from "./stream.ts";

/** `Last-Event-ID: 12.480`: the last event's number and the last log line's id. */
export function readPosition(id: string | null): Position {
  if (id === null || id === "") return { seq: 0, log: 0 };
  const parts = /^(\d{1,9})(?:\.(\d{1,15}))?$/.exec(id);
  if (parts) return { seq: Number(parts[1]), log: Number(parts[2] ?? 0) };
  throw new Problem("malformed", "Last-Event-ID is not one that PAO gave out.", {
    remedy: "Leave it out to begin at the beginning.",
  });
}

/** What is followed as server-sent events: `event`, `log`, and `end` once the request is final. */
export async function* sentOf(
  followed: AsyncIterable<Followed>,
  allowed: () => Promise<boolean>,
  everyMs?: number,
): AsyncGenerator<ServerSent> {
  for await (const news of whileAllowed(followed, allowed, everyMs)) {
    const id = `${news.at.seq}.${news.at.log}`;
    if ("event" in news) yield { id, event: "event", data: news.event };
    else if ("line" in news) yield { id, event: "log", data: news.line };
    else if ("end" in news) yield { id, event: "end", data: news.end };
    else yield { comment: "still here" };
  }
}

/** A stream lives long: who was signed out or left the team meanwhile hears no more. */
export async function* whileAllowed<T>(
  source: AsyncIterable<T>,
  allowed: () => Promise<boolean>,
  everyMs = 15_000,
): AsyncGenerator<T> {
  let asked = Date.now();
  for await (const item of source) {
    if (Date.now() - asked >= everyMs) {
      if (!(await allowed())) return;
      asked = Date.now();
    }
    yield item;
  }
}

/** Who reads a stream as they are now, teams and roles included; null when they are no longer signed in. */
export async function readerNow(request: Request): Promise<Actor | null> {
  try {
    return await actorFromRequest(request);
  } catch (error) {
    if (error instanceof Problem && error.code === "unauthenticated") return null;
    throw error;
  }
}
