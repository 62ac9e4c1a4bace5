import type { Answer, Incoming } from "./exchange.ts";

export type Handle = (incoming: Incoming) => Answer | Promise<Answer>;

export interface Route {
  method: string;
  parts: readonly string[];
  handle: Handle;
}

/**
 * `route("GET", "/jira/browse/:key", handle)`: a part that starts with a colon matches any one segment, and a last one that
 * starts with a star all that are left.
 */
export function route(method: string, pattern: string, handle: Handle): Route {
  return { method, parts: pattern.split("/"), handle };
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The first route that fits; `otherMethods` when the path is known but not with this method. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | { otherMethods: string[] } {
  const segments = path.split("/");
  const otherMethods: string[] = [];
  for (const candidate of routes) {
    const params = fit(candidate.parts, segments);
    if (params === undefined) continue;
    if (candidate.method === method) return { route: candidate, params };
    otherMethods.push(candidate.method);
  }
  return { otherMethods };
}

function fit(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const segments = parts.at(-1)?.startsWith("*") ? whole(parts, given) : given;
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? "";
    if (!/^[:*]/.test(part)) {
      if (part !== segment) return undefined;
      continue;
    }
    const decoded = decode(segment);
    if (decoded === undefined || decoded === "") return undefined;
    params[part.slice(1)] = decoded;
  }
  return params;
}

/** The segments that the last part takes, as one. */
function whole(parts: readonly string[], segments: readonly string[]): string[] {
  const before = parts.length - 1;
  return segments.length < parts.length ? [] : [...segments.slice(0, before), segments.slice(before).join("/")];
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone percent sign is no segment that any route knows.
    return undefined;
  }
}
