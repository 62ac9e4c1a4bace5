import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Hover } from "./shape.ts";

export function hover(_source: string, _offset: number, _context: CheckContext): Hover | null {
  return null;
}
