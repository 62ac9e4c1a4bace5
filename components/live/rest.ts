import type { ProblemView } from "#lib/core/problem.ts";

/** What REST answered instead of what was asked for. */
export class RestError extends Error {
  readonly status: number;
  readonly remedy: string | undefined;

  constructor(status: number, message: string, remedy?: string) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.remedy = remedy;
  }
}

function wordsOf(body: unknown): Partial<ProblemView> & { detail?: string; title?: string } {
  return typeof body === "object" && body !== null ? body : {};
}

/** Reads one of our own REST addresses. `T` is what that address is written to answer: the view's shape. */
export async function readRest<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    headers: { accept: "application/json" },
    ...(signal ? { signal } : {}),
  });
  if (response.ok) return (await response.json()) as T;
  const { message, detail, title, remedy } = wordsOf(await response.json().catch(() => null));
  throw new RestError(response.status, message ?? detail ?? title ?? "PAO did not answer as expected.", remedy);
}

/** A query string of what is set; empty when nothing is. */
export function queryOf(values: Record<string, string | number | readonly string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") continue;
    query.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
