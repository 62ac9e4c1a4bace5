import { mark } from "#lib/core/adapter/markdown-text.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";

/** A value longer than this is cut: Jira takes 32,767 characters in all. */
const longest = 3_000;

/** Writes Markdown whose values can't become markup: they are kept apart and enter as text. */
export class Written {
  readonly #values: string[] = [];
  readonly #lines: string[] = [];

  /** Where a value stands in a line. */
  value(text: string): string {
    const cut = text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
    return mark(this.#values.push(cut) - 1);
  }

  line(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  section(title: string, lines: readonly string[]): void {
    if (lines.length > 0) this.line("", `## ${title}`, "", ...lines);
  }

  code(text: string): string[] {
    return ["```", this.value(text), "```"];
  }

  done(): MarkdownText {
    return { markdown: this.#lines.join("\n").trim(), values: this.#values };
  }
}
