import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";
import { problemStatus } from "#lib/core/problem.ts";
import { operations, type Operation } from "./operations.ts";

/** The OpenAPI description, made from the schemas that REST parses with. */
export function openApi(server: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = described(operation);
  return {
    openapi: "3.1.0",
    info: { title: "PAO", version: "1", description: "Order from the catalog and follow what becomes of it." },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
      responses: {
        Problem: { description: "What went wrong.", content: { "application/problem+json": { schema: problem } } },
      },
    },
  };
}

const text = { type: "string" };
const problem: JsonObject = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "issues"],
  properties: {
    type: text,
    title: text,
    detail: text,
    remedy: text,
    status: { type: "integer" },
    code: { enum: Object.keys(problemStatus) },
    issues: { type: "array", items: { type: "object", properties: { severity: text, message: text, path: text } } },
  },
};

function described({ path, id, summary, method, body, query, answers }: Operation): JsonObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const { status = 200, media = "application/json" } = answers ?? {};
  return {
    operationId: id,
    summary,
    parameters: [
      ...names.map((name) => parameter("path", name, text)),
      ...queryParameters(query),
      ...headers(method, media),
    ],
    ...(body === undefined || method === "delete"
      ? {}
      : { requestBody: { content: { "application/json": { schema: without(jsonSchema(body), names) } } } }),
    responses: {
      [status]: {
        description: "Done.",
        content: { [media]: media === "application/json" ? { schema: { type: "object" } } : {} },
      },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function parameter(where: "path" | "query" | "header", name: string, schema: Json): JsonObject {
  return { in: where, name, required: where === "path", schema };
}

function headers(method: Operation["method"], media: string): JsonObject[] {
  if (media === "text/event-stream") return [parameter("header", "Last-Event-ID", text)];
  return method === "post" ? [parameter("header", "Idempotency-Key", text)] : [];
}

function queryParameters(query: z.ZodObject | undefined): JsonObject[] {
  const properties = query ? jsonSchema(query)["properties"] : {};
  return isJsonObject(properties)
    ? Object.entries(properties).map(([name, schema]) => parameter("query", name, schema))
    : [];
}

function jsonSchema(schema: z.ZodType): JsonObject {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const plain: unknown = JSON.parse(JSON.stringify(made));
  return isJsonObject(plain) ? plain : {};
}

/** A body's schema without what the path says already. */
function without(schema: JsonObject, names: readonly string[]): JsonObject {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return schema;
  // `name` in the catalog's path is the body's `offering`.
  const said = new Set(names.flatMap((name) => (name === "name" ? ["name", "offering"] : [name])));
  const kept = Object.entries(properties).filter(([name]) => !said.has(name));
  const needed = Array.isArray(required) ? required.filter((name) => typeof name === "string" && !said.has(name)) : [];
  return { ...schema, properties: Object.fromEntries(kept), required: needed };
}
