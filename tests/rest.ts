import type { DemoUser } from "./portal.ts";

type Params = Record<string, string | string[]> | undefined;
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

export interface Sent {
  user?: DemoUser;
  token?: string;
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  params?: Record<string, string | string[]>;
  signal?: AbortSignal;
}

/** What a route answered as JSON, of the form that the test says it has. */
export async function read<T>(answered: Response | Promise<Response>): Promise<T> {
  const response = await answered;
  return (await response.json()) as T;
}

/** Calls a route handler as Next would. */
export function call(route: Route, sent: Sent = {}): Promise<Response> {
  // As Next does it: a path without parts to fill has no params at all.
  const { user, body, raw, query = "", params, signal } = sent;
  const method = sent.method ?? (body === undefined && raw === undefined ? "GET" : "POST");
  const token = sent.token ?? (user === undefined ? undefined : `sandbox-${user}`);
  const json: Record<string, string> =
    body === undefined && raw === undefined ? {} : { "content-type": "application/json" };
  const request = new Request(`http://localhost:3000/api/v1/here${query}`, {
    method,
    headers: { ...json, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...sent.headers },
    ...(raw === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: raw }),
    ...(signal ? { signal } : {}),
  });
  return route(request, { params: Promise.resolve(params) });
}
