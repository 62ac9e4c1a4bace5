import { readdirSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { appModule, type Browser } from "#tests/access/browser.ts";
import { type Role, type Somebody } from "#tests/access/cast.ts";
import { asBrowser, asNext, wayOf } from "#tests/access/next.ts";
import { call } from "#tests/rest.ts";
import type { Searched } from "./canary.ts";

const app = path.resolve(import.meta.dirname, "../../app");

type Params = Record<string, string>;
type Handler = Parameters<typeof call>[0];

/** What a part of a path may be, for everything that there is. */
export async function known(): Promise<Record<string, string[]>> {
  const list = async (query: ReturnType<typeof sql>) =>
    (await database().execute<{ value: string }>(query)).map(({ value }) => value);
  return {
    number: await list(sql`select 'REQ-' || number as value from request`),
    id: await list(sql`select id::text as value from resource union all select id::text from probe`),
    name: await list(sql`
      select name as value from offering union all select name from connection union all select 'checkout'`),
  };
}

/** The ways to fill the parts of a path in; several parts at once are not read by any door that only reads. */
function fillings(file: string, values: Readonly<Record<string, string[]>>): Params[] {
  const [part, ...more] = [...file.matchAll(/\[(\w+)\]/g)].flatMap(([, name]) => name ?? []);
  if (part === undefined) return [{}];
  return more.length > 0 ? [] : (values[part] ?? []).map((value) => ({ [part]: value }));
}

/** What every route answers to a GET, to everybody. */
export async function* routes(tokens: Record<Somebody, string>, by: readonly Role[]): AsyncGenerator<Searched> {
  const values = await known();
  const api = path.join(app, "api");
  for (const file of filesNamed(api, "route.ts")) {
    const { GET } = (await import(path.join(api, file))) as { GET?: Handler };
    if (!GET || file.includes("nextauth")) continue;
    for (const params of fillings(file, values))
      for (const role of by) {
        const text = await read(GET, params, role === "nobody" ? undefined : tokens[role]);
        yield { place: `GET ${file} ${JSON.stringify(params)} as ${role}`, text };
      }
  }
}

/** A stream is left once it has said what there was. */
async function read(handler: Handler, params: Params, token: string | undefined): Promise<string> {
  const leaving = new AbortController();
  const route: Handler = (request, context) => asBrowser("action", null, () => handler(asNext(request), context));
  const response = await call(route, { params, signal: leaving.signal, ...(token === undefined ? {} : { token }) });
  const head = [...response.headers].map((pair) => pair.join(": ")).join("\n");
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true)
    return `${head}\n${await response.text()}`;
  const reader = response.body?.getReader();
  const first = await reader?.read();
  leaving.abort();
  await reader?.cancel().catch(() => {});
  return `${head}\n${Buffer.from(first?.value ?? []).toString("utf8")}`;
}

interface PageModule {
  default: (props: { params: Promise<unknown>; searchParams: Promise<object> }) => unknown;
}

/** What every page hands to the browser, to everybody who has one. */
export async function* pages(browser: Browser, by: readonly Role[]): AsyncGenerator<Searched> {
  const values = await known();
  for (const file of filesNamed(app, "page.tsx")) {
    if (file.includes("[...")) continue;
    const page = await appModule<PageModule>(file);
    for (const params of fillings(file, values))
      for (const role of by.filter((one) => one !== "reader"))
        yield {
          place: `${path.dirname(file)} ${JSON.stringify(params)} as ${role}`,
          text: await shown(page, params, role, browser),
        };
  }
}

async function shown(page: PageModule, params: Params, role: Role, browser: Browser): Promise<string> {
  const props = { params: Promise.resolve(params), searchParams: Promise.resolve({}) };
  try {
    return written(await browser("render", role, async () => page.default(props)));
  } catch (thrown) {
    const way = wayOf(thrown);
    if (way === null) throw thrown;
    return way;
  }
}

/** Everything in a page's elements that the browser is given. */
function written(node: unknown): string {
  const seen = new Set<unknown>();
  return JSON.stringify(node, (name, value: unknown) => {
    if (name.startsWith("_") || typeof value === "function" || typeof value === "symbol") return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value instanceof Map || value instanceof Set ? [...value] : value;
  });
}

const filesNamed = (folder: string, name: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === name);
