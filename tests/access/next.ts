// Puts AsyncLocalStorage where Next looks for it; before anything else of Next.
import "next/dist/server/node-environment-baseline.js";
import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { HeadersAdapter } from "next/dist/server/web/spec-extension/adapters/headers.js";
import {
  MutableRequestCookiesAdapter,
  RequestCookiesAdapter,
} from "next/dist/server/web/spec-extension/adapters/request-cookies.js";
import { RequestCookies } from "next/dist/server/web/spec-extension/cookies.js";
import { NextRequest } from "next/server";

type Work = Parameters<typeof workAsyncStorage.run>[0];
type Unit = Parameters<typeof workUnitAsyncStorage.run>[0];

/** A request as Next hands it to a route. */
export const asNext = (request: Request): Request => new NextRequest(request);

/** Runs what a page or a server action does as Next would, for a browser that sends these cookies and headers. */
export function asBrowser<T>(
  phase: "render" | "action",
  cookie: string | null,
  work: () => Promise<T>,
  more: Record<string, string> = {},
): Promise<T> {
  const headers = new Headers({ host: "localhost:3000", ...more, ...(cookie === null ? {} : { cookie }) });
  const mutable = MutableRequestCookiesAdapter.wrap(new RequestCookies(headers));
  // What `cookies()`, `headers()` and `redirect()` look at, and nothing of what rendering needs beside.
  const unit = {
    type: "request",
    phase,
    url: { pathname: "/", search: "" },
    headers: HeadersAdapter.seal(headers),
    cookies: RequestCookiesAdapter.seal(new RequestCookies(headers)),
    mutableCookies: mutable,
    userspaceMutableCookies: mutable,
    rootParams: {},
  } as unknown as Unit;
  return workAsyncStorage.run({ route: "/" } as Work, () => workUnitAsyncStorage.run(unit, work));
}

/** Where what was thrown sends the browser, or that it is Next's not-found page; null when it was thrown for another reason. */
export function wayOf(thrown: unknown): string | null {
  const digest: unknown = thrown instanceof Error && "digest" in thrown ? thrown.digest : null;
  if (typeof digest !== "string") return null;
  if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "not found";
  const [kind, , ...rest] = digest.split(";");
  return kind === "NEXT_REDIRECT" ? `to ${rest.slice(0, -2).join(";")}` : null;
}
