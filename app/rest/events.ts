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
export async function* sentOf(followed: AsyncIterable<Followed>, request: Request): AsyncGenerator<ServerSent> {
  for await (const news of whileSignedIn(followed, request)) {
    const id = `${news.at.seq}.${news.at.log}`;
    if ("event" in news) yield { id, event: "event", data: news.event };
    else if ("line" in news) yield { id, event: "log", data: news.line };
    else if ("end" in news) yield { id, event: "end", data: news.end };
    else yield { comment: "still here" };
  }
}

const askAgainMs = 15_000;

/** A stream lives long: whoever was signed out meanwhile hears no more. */
export async function* whileSignedIn<T>(source: AsyncIterable<T>, request: Request): AsyncGenerator<T> {
  let asked = Date.now();
  for await (const item of source) {
    if (Date.now() - asked >= askAgainMs) {
      if (!(await stillIn(request))) return;
      asked = Date.now();
    }
    yield item;
  }
}

async function stillIn(request: Request): Promise<boolean> {
  try {
    return (await actorFromRequest(request)) !== null;
  } catch (error) {
    if (error instanceof Problem && error.code === "unauthenticated") return false;
    throw error;
  }
}
