import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Completions } from "./shape.ts";

export function complete(_source: string, _offset: number, _context: CheckContext): Completions | null {
  return null;
}
