import type { RequestRow } from "#lib/views/request/shape.ts";

type Named = Pick<RequestRow, "revision" | "tried">;

/** What was ordered of an offering, after its title: `r3`, or that it is a draft. */
export function shortRevision({ revision, tried }: Named): string {
  if (tried === null) return `r${revision}`;
  return tried.basedOn === null ? "draft" : `draft of r${tried.basedOn}`;
}

/** The same where a sentence begins with it: what is kept of a draft has a number that says nothing to anybody. */
export function revisionName({ revision, tried, offering }: Named & Pick<RequestRow, "offering">): string {
  if (tried === null) return `revision ${revision}`;
  const based = tried.basedOn === null ? "not published yet" : `based on revision ${tried.basedOn}`;
  return `draft of ${offering}, ${based}`;
}
