import type { JsonObject } from "#lib/core/json.ts";
import { unifiedDiff } from "#lib/core/offering/difference/lines.ts";
import { differences } from "#lib/core/offering/difference/revisions.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";

/** What the audit keeps of a change of a text, in characters, and in sentences. */
const most = { diff: 20_000, sentences: 50 } as const;

/** In what a later text differs from an earlier one, for the audit: in words where both can be read, and in lines. */
export function differenceDetail(before: string, after: string): JsonObject {
  const [was, is] = [parseOffering(before).offering, parseOffering(after).offering];
  const sentences = was && is ? differences(was, is).map(({ sentence }) => sentence) : [];
  return {
    ...(sentences.length === 0 ? {} : { differences: sentences.slice(0, most.sentences) }),
    diff: unifiedDiff(before, after, most.diff),
  };
}
