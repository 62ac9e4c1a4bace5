import { useState } from "react";
import { newDraftId } from "./draft.ts";
import { orderedAs, rememberOrdered, useOrderedAs } from "./ordered-draft.ts";

/** Which draft this tab works on, and whether it was ordered already, here or in another tab. */
export function useDraftInUse(draftKey: string | undefined) {
  const [id, setId] = useState(newDraftId);
  const [gone, setGone] = useState(false);
  const ordered = useOrderedAs(draftKey, id);
  return {
    id,
    ordered,
    /** It was ordered from here, and the page is about to be left. */
    gone,
    orderedAs: () => orderedAs(draftKey, id),
    pickUp: setId,
    renew: () => {
      setGone(false);
      setId(newDraftId());
    },
    becomes: (number: string) => {
      if (draftKey !== undefined) rememberOrdered(draftKey, id, number);
      setGone(true);
    },
  };
}
