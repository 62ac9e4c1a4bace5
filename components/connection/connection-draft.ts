import type { JsonObject } from "#lib/core/json.ts";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import type { ConnectionGiven } from "./actions.ts";
import { kinds, type Kind, type Part, usualBaseUrl, type Way } from "./kinds.ts";

export interface ConnectionDraft {
  name: string;
  kind: Kind;
  baseUrl: string;
  /** Of an HTTP endpoint: the header that carries its token. */
  header: string;
  /** What stands in front of the token: `Bearer`. */
  scheme: string;
  /** How an HTTP endpoint is signed in to. */
  way: Way;
  /** As typed; nothing for no limit. */
  maxConcurrent: string;
  perMinute: string;
  /** null: all. */
  teams: string[] | null;
  credential: Record<string, string>;
}

const empty: ConnectionDraft = {
  name: "",
  kind: "jira",
  baseUrl: "",
  header: "Authorization",
  scheme: "Bearer",
  way: "token",
  maxConcurrent: "",
  perMinute: "",
  teams: null,
  credential: {},
};

export function draftOf(connection: ConnectionView | null): ConnectionDraft {
  if (!connection) return empty;
  const { name, kind, baseUrl, settings, teams } = connection;
  const header = typeof settings["header"] === "string" ? settings["header"] : "Authorization";
  const scheme =
    typeof settings["scheme"] === "string" ? settings["scheme"] : header === "Authorization" ? "Bearer" : "";
  const limits = { maxConcurrent: typed(settings["maxConcurrent"]), perMinute: typed(settings["perMinute"]) };
  return { name, kind, baseUrl, header, scheme, way: wayOf(connection.credential), ...limits, teams, credential: {} };
}

const typed = (limit: unknown) => (typeof limit === "number" ? String(limit) : "");

/** What is no number is sent as it is, for the answer to say so. */
function limitsGiven({ maxConcurrent, perMinute }: ConnectionDraft): JsonObject {
  const given = Object.entries({ maxConcurrent, perMinute }).filter(([, text]) => text.trim() !== "");
  return Object.fromEntries(
    given.map(([name, text]) => [name, Number.isFinite(Number(text)) ? Number(text) : text.trim()]),
  );
}

function wayOf(set: readonly string[]): Way {
  if (set.includes("token")) return "token";
  return set.includes("user") ? "user" : "none";
}

/** The parts of the credential that are asked for. */
export function partsOf({ kind, way }: Pick<ConnectionDraft, "kind" | "way">): Part[] {
  const parts: readonly Part[] = kinds[kind].parts;
  return parts.filter((part) => part.way === undefined || part.way === way);
}

const baseUrlOf = ({ kind, baseUrl }: ConnectionDraft) => baseUrl.trim() || usualBaseUrl(kind);

/** What is still to be filled in, by JSON pointer into what is sent. */
export function missingIn(draft: ConnectionDraft): Map<string, string> {
  const missing = new Map<string, string>();
  if (draft.name.trim() === "") missing.set("/name", "Give it a name, such as jira.");
  if (draft.teams?.length === 0) missing.set("/teams", "Name a team, or open it to all.");
  if (baseUrlOf(draft) === "") missing.set("/baseUrl", "Enter the address.");
  return missing;
}

/** Only what was typed is sent: an empty part of the credential keeps its value, one of another way to sign in is dropped. */
export function givenOf(draft: ConnectionDraft, connection: ConnectionView | null): ConnectionGiven {
  const asked = new Set(partsOf(draft).map(({ name }) => name));
  const typed = Object.entries(draft.credential).filter(([name, value]) => asked.has(name) && value !== "");
  const dropped = (connection?.credential ?? [])
    .filter((name) => !asked.has(name))
    .map((name): [string, string] => [name, ""]);
  const ofKind =
    draft.kind === "http" ? { header: draft.header.trim() || "Authorization", scheme: draft.scheme.trim() } : {};
  const { maxConcurrent: _most, perMinute: _rate, ...others } = connection?.settings ?? {};
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    baseUrl: baseUrlOf(draft),
    settings: { ...others, ...ofKind, ...limitsGiven(draft) },
    credential: Object.fromEntries([...dropped, ...typed]),
    teams: draft.teams,
  };
}
