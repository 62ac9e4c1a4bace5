import { config } from "zod";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { answer } from "./answer.ts";
import type { Answer, Sent } from "./questions.ts";

// Zod would otherwise try whether texts can be evaluated, which the pages' policy forbids and reports.
config({ jitless: true });

let known: CheckContext = {};

addEventListener("message", ({ data }: MessageEvent<Sent>) => postMessage(answerTo(data)));

function answerTo(sent: Sent): Answer {
  known = sent.context ?? known;
  try {
    return { id: sent.id, answered: answer(sent, known) };
  } catch (failure) {
    return { id: sent.id, failed: String(failure) };
  }
}
