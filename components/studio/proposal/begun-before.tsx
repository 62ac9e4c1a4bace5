import type { DraftItem } from "#lib/views/studio/shape.ts";
import { Notice } from "#components/ui/notice.tsx";

type Facts = Pick<DraftItem, "state" | "basedOn" | "current">;

/** Is another revision published than the one that it was begun from? */
export const isOvertaken = ({ basedOn, current }: Pick<Facts, "basedOn" | "current">) =>
  current !== null && current !== basedOn;

/** Ends “begun”: `from revision 2`. */
export const begunFrom = (basedOn: number | null) =>
  basedOn === null ? "before the first revision" : `from revision ${basedOn}`;

/** What it was begun from, where that is not what is published now: then its text takes back what came since. */
export function BegunBefore({ proposal }: { proposal: Facts & Pick<DraftItem, "begunBy"> }) {
  if (proposal.state !== "open" || !isOvertaken(proposal)) return null;
  const { basedOn, current, begunBy } = proposal;
  return (
    <Notice tone="warn" title={`Begun ${begunFrom(basedOn)}; revision ${current} was published since.`}>
      What revision {current} changed is not in this text unless {begunBy.name} has written it too: published as it is,
      it takes that back.
    </Notice>
  );
}
