import * as recheck from "recheck/lib/browser.js";
import { outline } from "./pattern.ts";

export type Verdict = { ok: true } | { ok: false; reason: string };

/**
 * Node sees this CommonJS file as its default export only, a bundler (which honours its `__esModule` mark) by name only.
 * The main build of recheck would start processes and read the environment.
 */
const checkSync = recheck.checkSync ?? recheck.default.checkSync;

const longest = 1_000;
/** A proof takes some milliseconds, on a machine that is busy and has just started a hundred times that. */
const milliseconds = 1_500;
/** How many patterns of one document may use up that time; the others are looked at once those are mended. */
const patience = 2;
let left = patience;
const verdicts = new Map<string, Verdict>();
const remembered = 2_000;

/** To be called before a document is checked: its patterns may use up the time of a few proofs, not of sixty. */
export function renewPatience(): void {
  left = patience;
}

/**
 * Whether a regular expression takes time in proportion to the text, whatever the text. Only a proof counts: fuzzing that
 * found nothing does not. Source: https://makenowjust-labs.github.io/recheck/docs/internals/background/
 */
export function linearPattern(source: string, flags: "" | "u" = ""): Verdict {
  const key = `${flags}/${source}`;
  const known = verdicts.get(key);
  if (known) return known;
  if (left <= 0) return refuse(notLookedAt);
  const verdict = judge(source, flags);
  if (verdicts.size >= remembered) verdicts.delete(verdicts.keys().next().value ?? "");
  verdicts.set(key, verdict);
  return verdict;
}

function judge(source: string, flags: string): Verdict {
  if (source.length > longest) return refuse(`A regular expression has at most ${longest} characters.`);
  const broken = syntaxError(source, flags);
  if (broken) return refuse(`This is no regular expression: ${broken}.`);
  const { ways, uncounted } = outline(source);
  const asItStands = ways <= waysAtMost ? prove(source, flags) : undefined;
  if (asItStands?.ok) return asItStands;
  // Counts make every language finite, and a finite one counts as safe however long it takes: `(a|a){28}`. Without the
  // counts the expression matches no less and in no fewer ways, so that what is linear without them is linear with them.
  if (outline(uncounted).ways > waysAtMost) return asItStands ?? refuse(unproven);
  return prove(uncounted, flags);
}

/** Ways that a text may be tried, each as long as the text: what stays unnoticed. */
const waysAtMost = 2_000;

const unproven =
  "It could not be shown that this regular expression stays fast on every text. Look-aheads, back-references and large " +
  "repetitions are the usual cause: several plain patterns under allOf, not, or maxLength say the same.";

const notLookedAt =
  "This regular expression was not looked at: mend the others first, of which it could not be shown that they are fast.";

function prove(source: string, flags: string): Verdict {
  const found = checkSync(source, flags, { checker: "automaton", timeout: milliseconds });
  if (found.status === "safe") return { ok: true };
  if (found.status === "unknown" && found.error.kind === "timeout") left -= 1;
  return refuse(found.status === "vulnerable" ? slowness(found.complexity.type) : unproven);
}

function refuse(reason: string): Verdict {
  return { ok: false, reason };
}

function slowness(type: string): string {
  const grows = type === "exponential" ? "doubles with every character" : "grows much faster than the text";
  return (
    `The time this regular expression takes ${grows} for some texts. Anchor it with ^ and $, ` +
    "and let no repetition stand inside or beside another that matches the same characters."
  );
}

function syntaxError(source: string, flags: string): string | undefined {
  try {
    RegExp(source, flags);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return error.message.replace(/^Invalid regular expression: /, "").replace(/^\/.*\/[a-z]*: /s, "");
  }
}
