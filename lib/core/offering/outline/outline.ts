import { LineCounter } from "yaml";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { openText } from "#lib/core/offering/edit/open-text.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { locatorOf } from "#lib/core/offering/locate.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import { questionsAt } from "./questions.ts";
import type { OutlineQuestion } from "./questions.ts";
import { stepsAt } from "./steps.ts";
import type { OutlineStep } from "./steps.ts";

/** What has questions, steps and policies of its own: the order, or an operation on what came of it. */
export interface OutlinePart {
  /** Left out for the order. */
  operation?: string;
  title: string;
  /** Where it begins in the document; empty for the order. */
  path: Path;
  questions: OutlineQuestion[];
  steps: OutlineStep[];
  policies: OutlinePolicy[];
}

export interface OutlinePolicy {
  path: Path;
  id: string;
  effect: string;
  when: string;
  message: string;
  line: number;
  column: number;
}

export type Outline = { parts: OutlinePart[]; value: Json } | { issues: readonly Issue[] };

/** What a text asks, does and forbids, as far as it can be seen: also in a document with mistakes, but for YAML's own. */
export function outlineOf(source: string): Outline {
  try {
    const { document, value } = openText(source);
    const lines = new LineCounter();
    lineStarts(source, lines);
    const locate = locatorOf(document, source, lines);
    const at = (path: Path) => {
      const { line, column } = locate.key(path);
      return { line, column };
    };
    const part = (title: string, path: Path): OutlinePart => ({
      title,
      path,
      questions: questionsAt(value, path, at),
      steps: stepsAt(value, path, at),
      policies: policiesAt(value, path, at),
    });
    const operations = valueAt(value, ["operations"]);
    const others = isJsonObject(operations) ? Object.entries(operations) : [];
    return {
      value,
      parts: [
        part("Order", []),
        ...others.map(([name, held]) => ({
          operation: name,
          ...part(textOf(held, "title") || name, ["operations", name]),
        })),
      ],
    };
  } catch (failure) {
    if (failure instanceof Problem) return { issues: failure.issues };
    throw failure;
  }
}

export type At = (path: Path) => { line: number; column: number };

function lineStarts(source: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
}

function policiesAt(value: Json, base: Path, at: At): OutlinePolicy[] {
  const list = valueAt(value, [...base, "policies"]);
  if (!Array.isArray(list)) return [];
  return list.map((policy, position) => {
    const path = [...base, "policies", position];
    return {
      path,
      id: textOf(policy, "id"),
      effect: textOf(policy, "effect"),
      when: textOf(policy, "when"),
      message: textOf(policy, "message"),
      ...at(path),
    };
  });
}

export function textOf(value: Json | undefined, name: string): string {
  const held = isJsonObject(value) ? value[name] : undefined;
  return typeof held === "string" ? held : "";
}
