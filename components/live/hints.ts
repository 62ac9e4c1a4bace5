import type { LiveHint } from "#lib/views/request/shape.ts";

type Listener = (hint: LiveHint | null) => void;

function parse(text: string): LiveHint | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("number" in value) || !("seq" in value)) return null;
  const { number, seq } = value;
  if (typeof number !== "string" || typeof seq !== "number") return null;
  return "log" in value && typeof value.log === "number" ? { number, seq, log: value.log } : { number, seq };
}

/** How long before a stream that the browser has given up is opened anew: a server that starts needs some seconds. */
const reopenPause = 5_000;

/** Opens the stream and hands on what it says until aborted. `null`: hints may have been missed, ask for everything. */
function listen(tell: Listener, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let close = open(tell, reopen);
    let later: ReturnType<typeof setTimeout> | undefined;
    function reopen() {
      later = setTimeout(() => {
        close = open(tell, reopen);
      }, reopenPause);
    }
    signal.addEventListener("abort", () => {
      clearTimeout(later);
      close();
      resolve();
    });
  });
}

function open(tell: Listener, givenUp: () => void): () => void {
  const source = new EventSource("/api/live");
  // The stream opens once the server listens: what happened between the page's reading and then went unheard.
  source.addEventListener("open", () => tell(null));
  source.addEventListener("message", (event: MessageEvent<string>) => {
    const hint = parse(event.data);
    if (hint) tell(hint);
  });
  source.addEventListener("lost", () => tell(null));
  // A browser connects again by itself after a broken connection, but never after an answer that is no stream.
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    source.close();
    givenUp();
  });
  return () => source.close();
}

/**
 * One stream for all tabs of a reader: whoever holds the lock listens and tells the others, and when that tab is closed
 * the next one takes over. A browser allows six connections to a host over HTTP/1.1, and a stream each would use them up.
 */
export function followHints(reader: string, listener: Listener): () => void {
  const stop = new AbortController();
  const name = `pao-live-${reader}`;
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", (event: MessageEvent<LiveHint | null>) => listener(event.data));
  const tell: Listener = (hint) => {
    listener(hint);
    channel.postMessage(hint);
  };
  follow(name, stop.signal, listener, tell).catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}

async function follow(name: string, signal: AbortSignal, listener: Listener, tell: Listener): Promise<void> {
  const lead = () => (signal.aborted ? Promise.resolve() : listen(tell, signal));
  // Browsers have locks on secure origins only: reached over plain HTTP by another name, each tab listens for itself.
  if (!("locks" in navigator)) return listen(listener, signal);
  const led = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await lead();
    return lock !== null;
  });
  if (led || signal.aborted) return;
  // Another tab listens: what it told while this page was on its way went unheard here.
  listener(null);
  await navigator.locks.request(name, { signal }, lead);
}
