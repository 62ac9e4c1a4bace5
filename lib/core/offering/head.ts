import { parseDocument } from "yaml";
import { isJsonObject } from "#lib/core/json.ts";

/** What a text says it is, as far as that can be read of one that is half written. */
export interface Head {
  name?: string;
  title?: string;
  owner?: string;
}

/** Documents begin with their metadata; below this there is none, and what is broken further down stands in nobody's way. */
export const headLength = 16 * 1024;

/** Reads name, title and owner; of a text that is no YAML yet, what stands above its first mistake. */
export function headOf(source: string): Head {
  const top = /^metadata:[\s\S]*?(?=^\S)/m.exec(`${source.slice(0, headLength)}\nend:`)?.[0];
  const metadata =
    (top === undefined ? undefined : read(top)) ?? (source.length <= headLength ? read(source) : undefined);
  if (!metadata) return {};
  const { name, title, owner } = metadata;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof owner === "string" ? { owner } : {}),
  };
}

function read(text: string) {
  try {
    const document = parseDocument(text, { version: "1.2", prettyErrors: false, uniqueKeys: false, logLevel: "error" });
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    const metadata = isJsonObject(value) ? value["metadata"] : undefined;
    return isJsonObject(metadata) ? metadata : undefined;
  } catch (error) {
    // An alias stands for something further up, and nesting may exhaust the stack: such a text says nothing of itself.
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}
