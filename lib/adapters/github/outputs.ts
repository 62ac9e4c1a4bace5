import type { GithubWorkflowPayload } from "#lib/core/adapter/github-workflow.ts";
import { at, isJsonObject, type Json } from "#lib/core/json.ts";

type Declared = NonNullable<GithubWorkflowPayload["outputs"]>;

/** What a run handed over: what its jobs printed, and what its artifact holds. */
export interface Handed {
  printed: Readonly<Record<string, string>>;
  artifact: Json | undefined;
}

export interface Read {
  values: Record<string, Json>;
  /** Titles of outputs that are not there. */
  missing: string[];
  /** Titles of outputs that GitHub has hidden as secrets of the repository. */
  masked: string[];
}

/** The declared outputs. What the artifact says goes before what was printed: nothing but a workflow's own step writes it. */
export function readDeclared(declared: Declared, { printed, artifact }: Handed): Read {
  const read: Read = { values: {}, missing: [], masked: [] };
  for (const [name, { type, title, from = name }] of Object.entries(declared)) {
    const value = inArtifact(artifact, from) ?? (Object.hasOwn(printed, from) ? printed[from] : undefined);
    if (value === undefined) read.missing.push(title ?? name);
    else if (typeof value === "string" && value.includes("***")) read.masked.push(title ?? name);
    else read.values[name] = asType(value, type);
  }
  return read;
}

function inArtifact(artifact: Json | undefined, from: string): Json | undefined {
  if (artifact === undefined) return undefined;
  if (from.startsWith("/")) return at(artifact, from);
  return isJsonObject(artifact) && Object.hasOwn(artifact, from) ? artifact[from] : undefined;
}

/** A printed value is text; one of another type is read as JSON. */
function asType(value: Json, type: string): Json {
  if (type === "string") return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    // It is held against its type, and named, where the outputs are taken in.
    return value;
  }
}
