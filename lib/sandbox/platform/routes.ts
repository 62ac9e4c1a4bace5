import type { Sql } from "postgres";
import { textOf, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { bodyObject, empty, json, Refusal, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import { changeItem, createItem, deleteItem, findItem, listItems, type Db, type Item } from "./item.ts";
import { once } from "./once.ts";

type Handler = (sql: Sql, incoming: Incoming, lagMs: number) => Promise<Answer>;

const handlers: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["POST", "", post],
  ["GET", "", list],
  ["GET", "/:item", get],
  ["PUT", "/:item", put],
  ["PATCH", "/:item", patch],
  ["DELETE", "/:item", remove],
];

export function platformRoutes(sql: Sql, lagMs: number): Route[] {
  return handlers.map(([method, path, handler]) =>
    route(
      method,
      `/platform/v1/:collection${path}`,
      withToken((incoming) => handler(sql, incoming, lagMs)),
    ),
  );
}

function withToken(handle: Handle): Handle {
  return (incoming) => {
    if (incoming.headers.authorization !== "Bearer sandbox")
      throw refuse(401, "unauthorised", "Bring the token: Authorization: Bearer sandbox.");
    return handle(incoming);
  };
}

function refuse(status: number, code: string, message: string): Refusal {
  return new Refusal(json(status, { code, message }));
}

/** Collections whose items need no name of their own: the same may be said twice. */
const nameless = ["entries"];
/** Collections whose items take a while even when nobody asks for it. */
const slowCollections = ["hostnames", "clusters"];
const usualSeconds = 3;

async function post(sql: Sql, incoming: Incoming): Promise<Answer> {
  const body = readBody(incoming);
  return once(sql, incoming, body, (transaction) => create(transaction, incoming, body, nameIn(incoming, body)));
}

async function create(sql: Db, incoming: Incoming, body: JsonObject, name: string | undefined): Promise<Answer> {
  const { readyAfterSeconds, failWith, name: _, ...fields } = body;
  const collection = collectionOf(incoming);
  const asked = incoming.query.get("async") === "1" || readyAfterSeconds !== undefined || failWith !== undefined;
  const slow = asked || slowCollections.includes(collection);
  const item = await createItem(sql, {
    collection,
    name,
    fields,
    failure: failWith === undefined ? null : textOf(failWith),
    readyAfterSeconds: slow ? readSeconds(readyAfterSeconds ?? usualSeconds) : 0,
  });
  if (item === undefined)
    throw refuse(409, "name_taken", `The name ${name} is taken: ${collection} holds one that is called so.`);
  return json(slow ? 202 : 201, itemBean(item, incoming, slow), { location: addressOf(item, incoming) });
}

/** By any field that the query names. */
async function list(sql: Sql, incoming: Incoming, lagMs: number): Promise<Answer> {
  const { name, ...fields } = Object.fromEntries(incoming.query);
  const sought = { fields, lagMs, ...(name === undefined ? {} : { name }) };
  const items = await listItems(sql, collectionOf(incoming), sought);
  return json(200, { items: items.map((item) => withoutSecret(itemBean(item, incoming))), total: items.length });
}

async function get(sql: Sql, incoming: Incoming): Promise<Answer> {
  return json(200, itemBean(await itemOf(sql, incoming), incoming));
}

async function put(sql: Sql, incoming: Incoming): Promise<Answer> {
  const body = readBody(incoming);
  const idOrName = incoming.params["item"] ?? "";
  return sql.begin(async (transaction) => {
    const known = await findItem(transaction, collectionOf(incoming), idOrName);
    if (known === undefined) return create(transaction, incoming, body, idOrName);
    return changed(transaction, incoming, known, body);
  });
}

async function patch(sql: Sql, incoming: Incoming): Promise<Answer> {
  const item = await itemOf(sql, incoming);
  return changed(sql, incoming, item, { ...item.fields, ...readBody(incoming) });
}

async function changed(sql: Db, incoming: Incoming, item: Item, body: JsonObject): Promise<Answer> {
  const { readyAfterSeconds: _, failWith: __, name, ...fields } = body;
  if (name !== undefined && name !== item.name) throw refuse(422, "name_fixed", "A name cannot be changed.");
  const now = await changeItem(sql, item.id, fields);
  return json(200, itemBean(now ?? item, incoming));
}

async function remove(sql: Sql, incoming: Incoming): Promise<Answer> {
  await deleteItem(sql, (await itemOf(sql, incoming)).id);
  return empty(204);
}

async function itemOf(sql: Sql, incoming: Incoming): Promise<Item> {
  const item = await findItem(sql, collectionOf(incoming), incoming.params["item"] ?? "");
  if (item === undefined)
    throw refuse(404, "not_found", `There is no ${incoming.params["item"] ?? ""} in ${collectionOf(incoming)}.`);
  return item;
}

/** An item as its owner sees it. What is generated is known once it is ready; of slow ones not before. */
function itemBean(item: Item, incoming: Incoming, justAccepted = false): JsonObject {
  const ready = item.status === "ready" && !justAccepted;
  return {
    ...item.fields,
    ...(ready ? item.generated : {}),
    id: item.id,
    name: item.name,
    status: justAccepted ? "provisioning" : item.status,
    ...(item.status === "failed" && !justAccepted ? { error: item.failure } : {}),
    statusUrl: addressOf(item, incoming),
    createdAt: item.created.toISOString(),
  };
}

function withoutSecret(bean: JsonObject): JsonObject {
  const { secret: _, ...rest } = bean;
  return rest;
}

function addressOf(item: Item, incoming: Incoming): string {
  return `${incoming.origin}/platform/v1/${item.collection}/${item.id}`;
}

function collectionOf(incoming: Incoming): string {
  const collection = incoming.params["collection"] ?? "";
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(collection))
    throw refuse(404, "not_found", `There is no collection ${collection}.`);
  return collection;
}

function readBody(incoming: Incoming): JsonObject {
  const body = bodyObject(incoming);
  if (body === undefined) throw refuse(400, "malformed", "The body is no JSON object.");
  return body;
}

function nameIn(incoming: Incoming, body: JsonObject): string | undefined {
  return body["name"] === undefined && nameless.includes(collectionOf(incoming)) ? undefined : readName(body);
}

function readName(body: JsonObject): string {
  const { name } = body;
  if (typeof name !== "string" || name.trim() === "" || name.length > 200)
    throw refuse(422, "invalid", "name is required: a text of at most 200 characters.");
  return name;
}

function readSeconds(given: Json): number {
  if (typeof given !== "number" || given < 0 || given > 3600)
    throw refuse(422, "invalid", "readyAfterSeconds is a number from 0 to 3600.");
  return given;
}
