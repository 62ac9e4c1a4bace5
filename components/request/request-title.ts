import { plainly } from "#lib/core/plainly.ts";
import type { RequestRow } from "#lib/views/request/shape.ts";

/** What to call a request: one without a name of its own goes by what was ordered. */
export function requestTitle({
  title,
  number,
  offeringTitle,
}: Pick<RequestRow, "title" | "number" | "offeringTitle">): string {
  return title === number ? offeringTitle : plainly(title);
}
