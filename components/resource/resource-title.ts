import type { ResourceRow } from "#lib/views/resource/shape.ts";

/** What a resource is called; one without a name of its own goes by what was ordered. */
export function resourceTitle({ name, offeringTitle }: Pick<ResourceRow, "name" | "offeringTitle">): string {
  return /^REQ-\d+$/.test(name) ? offeringTitle : name;
}
