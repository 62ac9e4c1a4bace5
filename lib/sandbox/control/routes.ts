import type { Sql } from "postgres";
import { z } from "zod";
import {
  bodyForm,
  bodyObject,
  empty,
  isForm,
  json,
  seeOther,
  type Answer,
  type Incoming,
} from "#lib/sandbox/server/exchange.ts";
import { ownPages } from "#lib/sandbox/server/own-pages.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { resetStore } from "#lib/sandbox/store.ts";
import { clearFaults, faultSchema, listFaults, setFault, type Fault, type NewFault } from "./fault.ts";
import { listReceived } from "./received.ts";

export function controlRoutes(sql: Sql): Route[] {
  return [
    route("GET", "/control/faults", async () => json(200, { faults: (await listFaults(sql)).map(faultBean) })),
    route(
      "POST",
      "/control/faults",
      ownPages((incoming) => addFault(sql, incoming)),
    ),
    route("DELETE", "/control/faults", async () => {
      await clearFaults(sql);
      return empty(204);
    }),
    route("DELETE", "/control/faults/:id", async ({ params }) =>
      empty((await clearFaults(sql, params["id"])) ? 204 : 404),
    ),
    // A form knows no DELETE.
    route(
      "POST",
      "/control/faults/:id/clear",
      ownPages(async ({ params }) => {
        await clearFaults(sql, params["id"]);
        return seeOther("/#faults");
      }),
    ),
    route(
      "POST",
      "/control/reset",
      ownPages(async (incoming) => {
        await resetStore(sql);
        return isForm(incoming) ? seeOther("/") : empty(204);
      }),
    ),
    route("GET", "/control/received", async ({ query }) => json(200, { received: await received(sql, query) })),
  ];
}

async function addFault(sql: Sql, incoming: Incoming): Promise<Answer> {
  const parsed = faultSchema.safeParse(isForm(incoming) ? fromForm(bodyForm(incoming)) : bodyObject(incoming));
  if (!parsed.success) return json(422, { code: "invalid", message: z.prettifyError(parsed.error) });
  const id = await setFault(sql, parsed.data);
  return isForm(incoming) ? seeOther("/#faults") : json(201, { id });
}

function fromForm(form: URLSearchParams): unknown {
  const text = (name: string) => form.get(name)?.trim() || undefined;
  const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)));
  const seconds = number("delaySeconds");
  return {
    target: text("target"),
    fault: text("fault"),
    when: { method: text("method"), path: text("path") },
    delayMs: seconds === undefined ? undefined : Math.round(seconds * 1000),
    retryAfterSeconds: number("retryAfterSeconds"),
    status: number("status"),
    times: number("times"),
  } satisfies Record<keyof NewFault, unknown>;
}

function faultBean({ method, path, remaining, ...fault }: Fault) {
  const when = { ...(method === null ? {} : { method }), ...(path === null ? {} : { path }) };
  return { ...fault, when, ...(remaining === null ? {} : { remaining }) };
}

async function received(sql: Sql, query: URLSearchParams) {
  const limit = Number(query.get("limit") ?? 200);
  const all = await listReceived(
    sql,
    query.get("target"),
    Number.isInteger(limit) && limit > 0 ? Math.min(limit, 1000) : 200,
  );
  return all.map((each) => ({ ...each, at: each.at.toISOString() }));
}
