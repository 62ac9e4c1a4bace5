import { Octokit } from "octokit";

const longestCallMs = 30_000;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Calls end, and none is repeated: octokit's own retries would repeat what makes something. */
export function bareClient(baseUrl: string, signal?: AbortSignal, token?: string): Octokit {
  return new Octokit({
    baseUrl,
    userAgent: "PAO",
    log: silent,
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { fetch: (url: string, init: RequestInit) => boundedFetch(url, init, signal) },
    ...(token === undefined ? {} : { auth: token }),
  });
}

/** A redirected POST would become a GET, so only reads are followed. */
function boundedFetch(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const redirect = init.redirect ?? (init.method === "GET" ? "follow" : "manual");
  const limits = [AbortSignal.timeout(longestCallMs), ...(signal ? [signal] : [])];
  return fetch(url, { ...init, redirect, signal: AbortSignal.any(limits) });
}
