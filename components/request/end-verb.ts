import type { RequestView } from "#lib/views/request/shape.ts";

/** `cancel` asks what is under way to stop; `abort` ends what can't go on; `leave` waits for a cancel no longer. */
export type EndVerb = "cancel" | "abort" | "leave";

/** The one way to end a request as it stands; null when the reader has none. */
export function endVerb({ state, may }: RequestView): EndVerb | null {
  if (may.cancel) return "cancel";
  if (!may.abort) return null;
  return state === "cancelling" ? "leave" : "abort";
}

/** What each says of itself. */
export const endWords = {
  cancel: {
    button: "Cancel",
    title: "Cancel",
    description:
      "What is under way is asked to stop, and steps that have not started are skipped. This cannot be taken back.",
    keep: "Keep it going",
    end: "Cancel the request",
  },
  abort: {
    button: "Abort",
    title: "Abort",
    description: "Steps that have not started are skipped. This cannot be taken back.",
    keep: "Keep it",
    end: "Abort the request",
  },
  leave: {
    button: "Stop waiting",
    title: "Stop waiting for",
    description: "PAO ends the request at once and no longer asks whether what it started has stopped.",
    keep: "Keep waiting",
    end: "Stop waiting",
  },
} as const satisfies Record<EndVerb, Record<"button" | "title" | "description" | "keep" | "end", string>>;
