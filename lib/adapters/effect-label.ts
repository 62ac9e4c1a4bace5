import { createHash } from "node:crypto";

/** An effect key in a few characters, short enough for a label or a name that people see. */
export function effectLabel(effectKey: string): string {
  return `pao-${createHash("sha256").update(effectKey).digest("hex").slice(0, 12)}`;
}
