import type { Path } from "#lib/core/offering/locate.ts";
import { issueAt, withFix } from "#lib/core/offering/sentence.ts";
import type { Room } from "./room.ts";

const roots = "inputs|request|resource|steps|offering|vars";

/** `{{ inputs.name }}`, `${ inputs.name }`, `$(inputs.name)`: expressions as other tools write them. */
const alike = new RegExp(
  String.raw`(?<![$\w])\{\{\s*((?:${roots})\b[^{}]*?)\s*\}\}|\$\{\s*((?:${roots})\b[^{}]*?)\s*\}(?!\})|\$\(\s*((?:${roots})\b[^()]*?)\s*\)`,
  "g",
);

/** Warns of what reads like an expression and is sent as it stands. */
export function checkAlike(room: Room, path: Path, text: string): void {
  for (const { 0: written, 1: double, 2: single, 3: round, index } of text.matchAll(alike)) {
    const right = `\${{ ${double ?? single ?? round ?? ""} }}`;
    const place = room.locate.part(path, index, written.length);
    const issue = issueAt(
      "warning",
      path,
      place,
      `${written} is sent as it stands: an expression is written ${right}.`,
    );
    room.issues.push(withFix(issue, place, right));
  }
}
