import * as recheck from "recheck/lib/browser.js";

export type Verdict = { ok: true } | { ok: false; reason: string };

/**
 * Node sees this CommonJS file as its default export only, a bundler (which honours its `__esModule` mark) by name only.
 * The main build of recheck would start processes and read the environment.
 */
const checkSync = recheck.checkSync ?? recheck.default.checkSync;

const longest = 1_000;
const milliseconds = 500;
const verdicts = new Map<string, Verdict>();
const remembered = 2_000;

/**
 * Whether a regular expression takes time in proportion to the text, whatever the text. Only a proof counts: fuzzing that
 * found nothing does not. Source: https://makenowjust-labs.github.io/recheck/docs/internals/background/
 */
export function linearPattern(source: string, flags: "" | "u" = ""): Verdict {
  const key = `${flags}/${source}`;
  const known = verdicts.get(key);
  if (known) return known;
  const verdict = judge(source, flags);
  if (verdicts.size >= remembered) verdicts.delete(verdicts.keys().next().value ?? "");
  verdicts.set(key, verdict);
  return verdict;
}

function judge(source: string, flags: string): Verdict {
  if (source.length > longest) return refuse(`A regular expression has at most ${longest} characters.`);
  const broken = syntaxError(source, flags);
  if (broken) return refuse(`This is no regular expression: ${broken}.`);
  // A counted repetition up to 63, as in host names, is still followed exactly; beyond that it is fuzzed, which proves nothing.
  const found = checkSync(source, flags, { timeout: milliseconds, maxRepeatCount: 64, maxSimpleRepeatCount: 300, randomSeed: 0 });
  if (found.status === "vulnerable") return refuse(slowness(found.complexity.type));
  if (found.status === "safe" && found.checker === "automaton") return { ok: true };
  return refuse(
    "It could not be shown that this regular expression stays fast on every text. Look-aheads, back-references and large " +
      "repetitions are the usual cause: several plain patterns under allOf, or maxLength, say the same.",
  );
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
