import type { z } from "zod";

/** What was meant by a value of the wrong form, where there is only one way to read it: as it has to be written. */
export function rightValue(issue: z.core.$ZodIssue, given: unknown): string | undefined {
  if (issue.code === "invalid_type") return ofType(issue.expected, given);
  if (typeof given !== "string" || issue.code !== "invalid_format") return undefined;
  return (
    sameForm(duration(given), issue) ?? sameForm(given.replaceAll("-", "_"), issue) ?? sameForm(kebab(given), issue)
  );
}

/** `"true"` where true is needed, 5432 where a text is. */
function ofType(expected: string, given: unknown): string | undefined {
  if (typeof given === "string") {
    if (expected === "boolean") return /^(true|false)$/i.test(given) ? given.toLowerCase() : undefined;
    const number =
      /^-?\d+(\.\d+)?$/.test(given) && (expected === "number" || (expected === "int" && /^-?\d+$/.test(given)));
    return number ? given : undefined;
  }
  return expected === "string" && (typeof given === "number" || typeof given === "boolean") ? `"${given}"` : undefined;
}

/** Only what the place itself would take. */
function sameForm(text: string | undefined, { pattern }: z.core.$ZodIssueInvalidStringFormat): string | undefined {
  const form = pattern === undefined ? undefined : /^\/([\s\S]*)\/([a-z]*)$/.exec(pattern);
  return text !== undefined && form && new RegExp(form[1] ?? "", form[2]).test(text) ? text : undefined;
}

/** `30 minutes` is 30m. */
function duration(text: string): string | undefined {
  const found = /^(\d+)\s*(s|m|h|d)(ec|ecs|econds?|in|ins|inutes?|rs?|ours?|ays?)?$/i.exec(text.trim());
  return found ? `${found[1]}${found[2]?.toLowerCase()}` : undefined;
}

/** `Data Platform` is data-platform. */
function kebab(text: string): string {
  return text
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[\s_]+/g, "-")
    .toLowerCase();
}
