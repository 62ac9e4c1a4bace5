import { complete } from "#lib/core/offering/assist/complete.ts";
import { hover } from "#lib/core/offering/assist/hover.ts";
import { type CheckContext, checkOffering } from "#lib/core/offering/lint.ts";
import type { Judged, Kind, Questions, Sent } from "./questions.ts";

/** What the worker says to a question. */
export function answer(sent: Sent, context: CheckContext): Questions[Kind]["answered"] {
  switch (sent.kind) {
    case "check":
      return judge(sent.asked.source, context);
    case "complete":
      return complete(sent.asked.source, sent.asked.offset, context);
    case "hover":
      return hover(sent.asked.source, sent.asked.offset, context);
  }
}

function judge(source: string, context: CheckContext): Judged {
  const began = performance.now();
  const { offering, issues } = checkOffering(source, context);
  return { offering: offering ?? null, issues, took: performance.now() - began };
}
