import postgres from "postgres";
import { databaseUrl } from "#lib/env.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { observe } from "#lib/measure.ts";
import { reconnectAfter } from "./client.ts";
import { channel, type Hint } from "./event.ts";
import { flushSoon } from "./measure.ts";

export interface Listener {
  onHint(hint: Hint): void;
  /** The connection was lost and is back: hints may have been missed, so look again. */
  onReconnect?(): void;
}

interface Ear {
  listeners: Set<Listener>;
  ready: Promise<void>;
  close(): Promise<void>;
}

// One LISTEN per process, however many instances of this module Next.js makes.
declare global {
  var paoEar: Ear | undefined;
}

/** Calls the listener for every change of any request, from the moment the promise resolves. Answers how to stop. */
export async function listen(listener: Listener): Promise<() => void> {
  const ear = (globalThis.paoEar ??= openEar(databaseUrl()));
  ear.listeners.add(listener);
  await ear.ready.catch((error: unknown) => {
    // The next who listens tries anew: nobody else would.
    if (globalThis.paoEar === ear) globalThis.paoEar = undefined;
    void ear.close();
    throw error;
  });
  return () => ear.listeners.delete(listener);
}

/** Closes the process's connection; for tests and an orderly end. */
export async function stopListening(): Promise<void> {
  const ear = globalThis.paoEar;
  globalThis.paoEar = undefined;
  await ear?.close();
}

/** An ear of its own on a given database; for tests. */
export function openEar(url: string): Ear {
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    backoff: reconnectAfter,
    connection: { application_name: "pao listen" },
  });
  const listeners = new Set<Listener>();
  let connected = false;
  const ready = client
    .listen(
      channel,
      (payload) => {
        const hint = readHint(payload);
        if (hint) measureLag(hint);
        if (hint) for (const listener of listeners) listener.onHint(hint);
      },
      () => {
        if (connected) for (const listener of listeners) listener.onReconnect?.();
        connected = true;
      },
    )
    .then(() => {});
  return { listeners, ready, close: () => client.end({ timeout: 1 }) };
}

function readHint(payload: string): Hint | null {
  const value: unknown = JSON.parse(payload);
  if (!isJsonObject(value) || typeof value["number"] !== "number") return null;
  const { number, seq, log, at } = value;
  return {
    number,
    ...(typeof seq === "number" ? { seq } : {}),
    ...(typeof log === "number" ? { log } : {}),
    ...(typeof at === "number" ? { at } : {}),
  };
}

function measureLag({ at }: Hint): void {
  if (at === undefined) return;
  observe("pao_event_lag_seconds", { stage: "heard" }, (Date.now() - at) / 1000);
  flushSoon();
}
