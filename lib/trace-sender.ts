import { env } from "./env.ts";
import { log } from "./log.ts";
import type { Span } from "./trace.ts";
import { asOtlp } from "./trace-otlp.ts";

const soonMs = 1_000;
const atOnce = 500;
/** A collector that is away for long costs traces, not memory. */
const mostKept = 5_000;
const longestPostMs = 10_000;

/** Sends spans in batches, one after the other. */
export class Sender {
  readonly #address: string;
  readonly #headers: Record<string, string>;
  readonly #service: string;
  #kept: Span[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<boolean> = Promise.resolve(true);
  #silent = false;

  constructor(endpoint: string, headers: Record<string, string>, service: string) {
    this.#address = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
    this.#headers = { ...headers, "content-type": "application/json" };
    this.#service = service;
  }

  add(span: Span): void {
    this.#kept.push(span);
    if (this.#kept.length > mostKept) this.#kept.shift();
    this.#timer ??= setTimeout(() => void this.flush(), soonMs).unref();
  }

  /** Sends what there is; what could not be sent waits for what comes next. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let going = true; going && this.#kept.length > 0;) {
      this.#sending = this.#sending.then(() => this.#sendSome());
      going = await this.#sending;
    }
  }

  async #sendSome(): Promise<boolean> {
    const spans = this.#kept.splice(0, atOnce);
    if (spans.length === 0) return true;
    const failure = await this.#post(spans);
    if (failure === null) {
      this.#silent = false;
      return true;
    }
    // Said once, not with every batch.
    if (!this.#silent) log.warn("traces could not be sent", { address: this.#address, error: failure.words });
    this.#silent = true;
    if (failure.passing) this.#kept = [...spans, ...this.#kept].slice(-mostKept);
    return false;
  }

  async #post(spans: readonly Span[]): Promise<{ words: string; passing: boolean } | null> {
    try {
      const body = JSON.stringify(asOtlp(spans, this.#service, env().PAO_PROCESS));
      const signal = AbortSignal.timeout(longestPostMs);
      const answer = await fetch(this.#address, { method: "POST", headers: this.#headers, body, signal });
      await answer.arrayBuffer();
      if (answer.ok) return null;
      return { words: `answered ${answer.status}`, passing: answer.status === 429 || answer.status >= 500 };
    } catch (error) {
      return { words: error instanceof Error ? error.message : String(error), passing: true };
    }
  }
}

// One per process, however many instances of this module Next.js makes.
declare global {
  var paoTraceSender: Sender | undefined;
}

/** The one of this process. */
export function sender(): Sender {
  const { OTEL_EXPORTER_OTLP_ENDPOINT = "", OTEL_EXPORTER_OTLP_HEADERS = "", OTEL_SERVICE_NAME } = env();
  return (globalThis.paoTraceSender ??= new Sender(
    OTEL_EXPORTER_OTLP_ENDPOINT,
    readHeaders(OTEL_EXPORTER_OTLP_HEADERS),
    OTEL_SERVICE_NAME,
  ));
}

/** `name=value` with percent-encoded values, separated by commas. */
export function readHeaders(text: string): Record<string, string> {
  const pairs = text.split(",").flatMap((pair): [string, string][] => {
    const at = pair.indexOf("=");
    return at === -1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
