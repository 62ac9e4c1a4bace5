import type { Json, JsonObject } from "#lib/core/json.ts";
import { outputsOf } from "./declared.ts";
import type { AdapterDefinition } from "./definition.ts";
import { httpConfig, httpPayload } from "./http-config.ts";
import { pathPart } from "./http-path.ts";
import { member, pretty, shownText } from "./shown.ts";

/** A call as it will be sent. */
export interface ShownCall {
  method: string;
  /** With its query: `/v1/buckets?dry=false`. */
  path: string;
  headers: [name: string, value: string][];
  body: Json | undefined;
}

/** Total, so that a preview with ‹…› in it can be made as well. */
export function shownCall(shown: JsonObject): ShownCall {
  const query = Object.entries(member(shown, "query"))
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${queryText(shownText(value))}`)
    .join("&");
  const given = Object.entries(member(shown, "headers")).map(([name, value]): [string, string] => [
    name,
    shownText(value),
  ]);
  const body = shown["body"];
  const typed = body === undefined || given.some(([name]) => /^content-type$/i.test(name));
  return {
    method: shownText(shown["method"], "POST"),
    path: `${shownText(shown["path"], "/")}${query === "" ? "" : `?${query}`}`,
    headers: [
      ...given,
      ...(typed ? [] : [["Content-Type", "application/json"] satisfies [string, string]]),
      ...(shown["idempotent"] === true
        ? [["Idempotency-Key", "‹one key for every attempt›"] satisfies [string, string]]
        : []),
    ],
    body,
  };
}

/** What stands in ‹…› is no value yet. */
const queryText = (text: string) =>
  text
    .split(/(‹[^›]*›)/)
    .map((part, at) => (at % 2 === 0 ? pathPart(part) : part))
    .join("");

function request(shown: JsonObject): string {
  const { method, path, headers, body } = shownCall(shown);
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}`, ...lines, ...(body === undefined ? [] : ["", pretty(body)])].join("\n");
}

function sentence(shown: JsonObject): string {
  const wait = member(shown, "wait");
  const then = Object.keys(wait).length > 0 ? ", and asks again until it is ready" : "";
  return `Calls ${shownText(shown["method"], "POST")} ${shownText(shown["path"], "/")}${then}.`;
}

export const http: AdapterDefinition = {
  kind: "http",
  title: "HTTP",
  icon: "globe",
  built: true,
  level: "automated",
  connection: "http",
  config: httpConfig,
  payload: httpPayload,
  secretsAllowedAt: (pointer) => pointer.startsWith("/headers/") || pointer === "/body" || pointer.startsWith("/body/"),
  markdownAt: () => false,
  escape: (pointer, text) => (/^\/(path|find\/path|wait\/path)$/.test(pointer) ? pathPart(text) : text),
  outputs: outputsOf,
  sentence,
  preview: (shown) => ({ title: "Request", language: "text", text: request(shown) }),
  examples: [
    {
      title: "Make something, and pass on its id",
      with: {
        method: "POST",
        path: "/v1/buckets",
        body: { name: "${{ inputs.name }}", versioned: "${{ inputs.versioned }}" },
        expect: [201],
        idempotent: true,
        outputs: { id: { type: "string", title: "Bucket id", from: "/id" } },
      },
    },
    {
      title: "Make something slow, look for it again, and wait until it is ready",
      with: {
        method: "POST",
        path: "/v1/clusters",
        body: { name: "${{ inputs.name }}" },
        expect: [202],
        find: {
          path: "/v1/clusters",
          query: { name: "${{ inputs.name }}" },
          take: "/items",
          match: { "/name": "${{ inputs.name }}" },
        },
        wait: {
          from: "/statusUrl",
          every: "5s",
          until: { pointer: "/status", equals: "ready" },
          failed: { pointer: "/status", in: ["failed"], message: "/error" },
          timeout: "30m",
        },
        outputs: { endpoint: { type: "string", title: "Endpoint", from: "/endpoint" } },
      },
    },
  ],
  traces: (payload) =>
    `what ${shownText(payload["method"], "GET")} ${shownText(payload["path"])} makes, as its payload below says, at the connection it goes through`,
  settlingSeconds: 30,
};
