import type { CommandContext } from "#lib/commands/command.ts";
import type { Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { Problem, type Result } from "#lib/core/problem.ts";
import { env } from "#lib/env.ts";
import { type Fields, logging } from "#lib/log.ts";
import { asProblem } from "../answer.ts";
import { actorFromRequest } from "../door.ts";
import { countCall, countStranger } from "../limit.ts";
import { originOf } from "../origin.ts";
import { readBody } from "./body.ts";
import { problemResponse } from "./problem.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Params = Record<string, string | string[] | undefined>;
interface RouteContext {
  /** Undefined where the path has none, whatever Next's own types say. */
  params: Promise<Params | undefined>;
}

/** One call of REST, as far as every route wants to know. */
export interface Call {
  request: Request;
  actor: Actor;
  /** What commands are called with. */
  context: CommandContext;
  /** A part of the path. */
  param: (name: string) => string;
  /** The query; every value is text that can be stored. */
  query: URLSearchParams;
  body: () => Promise<JsonObject>;
}

type Handler = (call: Call) => Promise<Response>;
type Route = (request: Request, context: RouteContext) => Promise<Response>;

/** The handlers of one route: signed in, errors as problem+json, and a 405 for every method that is not there. */
export function rest(handlers: Partial<Record<Method, Handler>>): Record<Method, Route> {
  const routes = methods.map((method) => [method, routeOf(handlers[method], Object.keys(handlers))] as const);
  return Object.fromEntries(routes) as Record<Method, Route>;
}

function routeOf(handler: Handler | undefined, allowed: string[]): Route {
  return async (request, context) => {
    if (!handler) return notAllowed(request, allowed);
    try {
      const params = (await context.params) ?? {};
      return await logging(aboutPath(params), async () => {
        const call = await callOf(request, params);
        const left = countCall(call.actor);
        return withRate(await handler(call), left);
      });
    } catch (thrown) {
      return problemResponse(
        asProblem(thrown, { door: "rest", at: `${request.method} ${new URL(request.url).pathname}` }),
      );
    }
  };
}

/** So that a script can slow down before it is told to. */
function withRate(response: Response, left: number | null): Response {
  if (left === null) return response;
  response.headers.set("ratelimit-limit", String(env().PAO_CALLS_PER_MINUTE));
  response.headers.set("ratelimit-remaining", String(left));
  return response;
}

/** What a path names, for the log. */
function aboutPath({ number, step }: Params): Fields {
  return { ...(typeof number === "string" ? { request: number } : {}), ...(typeof step === "string" ? { step } : {}) };
}

function notAllowed(request: Request, allowed: string[]): Response {
  const problem = new Problem("not_allowed", `This address takes ${allowed.join(" and ")}, not ${request.method}.`);
  return problemResponse(problem, { allow: allowed.join(", ") });
}

async function callOf(request: Request, params: Params): Promise<Call> {
  const actor = await knownActor(request);
  const idempotencyKey = request.headers.get("idempotency-key");
  const traceparent = request.headers.get("traceparent");
  const context = {
    actor,
    door: "rest",
    from: originOf(request.headers),
    ...(idempotencyKey === null ? {} : { idempotencyKey }),
    ...(traceparent === null ? {} : { traceparent }),
  } as const;
  const query = new URL(request.url).searchParams;
  for (const [name, value] of query)
    if (/\0/.test(name + value)) throw new Problem("malformed", "The query holds the character NUL.");
  return { request, actor, context, query, param: (name) => paramOf(params, name), body: () => readBody(request) };
}

/** Whoever asks; counted, as is who can not be found. */
async function knownActor(request: Request): Promise<Actor> {
  try {
    const actor = await actorFromRequest(request);
    if (actor) return actor;
    throw new Problem("unauthenticated", "You are not signed in.", {
      remedy: "Send Authorization: Bearer <token>, or sign in.",
    });
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === "unauthenticated")
      countStranger(originOf(request.headers).address ?? null);
    throw thrown;
  }
}

function paramOf(params: Params, name: string): string {
  const value = params[name];
  const text = Array.isArray(value) ? value.join("/") : (value ?? "");
  if (!/\0/.test(text)) return decodedPart(text);
  throw new Problem("not_found", "There is nothing at this address.");
}

/** Next hands on path parts as they were sent. */
function decodedPart(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!/\0/.test(decoded)) return decoded;
  } catch {
    // A stray % is part of no name of ours.
  }
  throw new Problem("not_found", "There is nothing at this address.");
}

/** A command's Result as an answer. */
export function answer<T>(result: Result<T>, status = 200): Response {
  if (result.ok) return Response.json(result.value, { status, headers: { "cache-control": "no-store" } });
  const { code, message, remedy, issues } = result.problem;
  return problemResponse(new Problem(code, message, { ...(remedy === undefined ? {} : { remedy }), issues }));
}

export function shown(value: unknown): Response {
  return Response.json(value, { headers: { "cache-control": "no-store" } });
}
