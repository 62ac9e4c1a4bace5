import path from "node:path";
import type { StepProblem } from "#lib/core/problem.ts";
import type { Diagnostic, Said } from "./said.ts";

const doing: Record<string, [string, string]> = {
  create: ["creating", "created"],
  update: ["changing", "changed"],
  delete: ["removing", "removed"],
  replace: ["replacing", "replaced"],
  read: ["reading", "read"],
};

const words = (action: string) => doing[action] ?? [action, action];

/** Turns what Terraform says into lines for the live log, and counts what is done. */
export class Narrator {
  private readonly planned = new Map<string, string>();
  private readonly done = new Set<string>();
  private readonly announced = new Set<string>();
  private summary = "";
  private readonly folder: string;
  private readonly log: (text: string) => void;

  constructor(folder: string, log: (text: string) => void) {
    this.folder = folder;
    this.log = log;
  }

  tell(event: Said): void {
    switch (event.what) {
      case "planned":
        return this.plan(event);
      case "begun":
        return this.log(`${event.address}: ${words(event.action)[0]}…`);
      case "progress":
        return this.log(`${event.address}: ${words(event.action)[0]}… ${event.seconds} s`);
      case "ended":
        return this.log(this.ended(event));
      case "printed":
        // Which command a module runs stands in the module; what it says is what a reader waits for.
        if (event.text.startsWith("Executing: [")) return;
        return this.log(`${event.address}: ${event.text}`);
      case "diagnostic":
        return this.log(
          `${event.diagnostic.severity === "error" ? "Error" : "Warning"}: ${told(event.diagnostic, this.folder)}`,
        );
      case "summary":
        this.summary = event.text;
        return;
      case "told":
        if (event.text !== "") this.log(event.text);
    }
  }

  /** What a run has done that was cut off before it could tell. Without anything left, a plan of nothing would read as if nothing were there. */
  adopt(made: Readonly<Record<string, string>>, left: boolean): void {
    for (const [address, action] of Object.entries(made)) this.log(`${address}: ${words(action)[1]} by the run before`);
    if (left) return;
    this.log("Nothing is left to do.");
    this.summary = "";
  }

  /** Terraform's own sum of what it planned or did, told once that has gone well. */
  sumUp(): void {
    if (this.summary !== "") this.log(this.summary);
    this.summary = "";
  }

  /** Applying a plan begins with saying it again. */
  private plan({ address, action }: Extract<Said, { what: "planned" }>): void {
    if (!quiet.has(action)) this.planned.set(address, action);
    const line = `${address}: to be ${words(action)[1]}`;
    if (this.announced.has(line)) return;
    this.announced.add(line);
    this.log(line);
  }

  private ended({ address, action, seconds, worked }: Extract<Said, { what: "ended" }>): string {
    if (!worked) return `${address}: failed after ${seconds} s`;
    const planned = this.planned.get(address);
    // Replacing removes first: that is half of it.
    if (planned !== undefined && (action !== "delete" || planned === "delete")) this.done.add(address);
    const count = planned === undefined ? "" : ` (${this.done.size} of ${this.planned.size} done)`;
    return `${address}: ${words(action)[1]} in ${seconds} s${count}`;
  }
}

/** Actions that change nothing. */
const quiet = new Set(["read", "noop", "no-op", "move", "forget"]);

export const changes = (action: string) => !quiet.has(action);

/** Of a value that a variable does not take, the author's own words say more than Terraform's, which name a file of ours. */
function inWords(diagnostic: Diagnostic): Diagnostic {
  const rule = /validation rule at (\S+?\.tf(?:\.json)?):(\d+)/.exec(diagnostic.detail);
  const [words = ""] = diagnostic.detail.split("\n");
  if (!rule || words === "") return diagnostic;
  return { ...diagnostic, summary: words, file: rule[1] ?? "", line: Number(rule[2]) };
}

/** `modules/postgres/main.tf:12: Invalid reference.` */
function told(diagnostic: Diagnostic, folder: string): string {
  const { summary, file, line } = inWords(diagnostic);
  const what = summary === "" ? "Terraform failed" : summary;
  const where = file === undefined || path.isAbsolute(file) ? undefined : path.posix.join(folder, file);
  const inside = where !== undefined && where.startsWith("modules/");
  return `${inside ? `${where}${line === undefined ? "" : `:${line}`}: ` : ""}${what}${/[.!?]$/.test(what) ? "" : "."}`;
}

/** The first error as a sentence with file and line, all of them in the detail. */
export function problemOf(
  diagnostics: readonly Diagnostic[],
  folder: string,
  otherwise: { code: string; sentence: string; detail: string; remedy: string },
): StepProblem {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first, ...others] = errors;
  if (!first) return otherwise;
  const detail = [first.detail, ...others.map((one) => `${told(one, folder)} ${one.detail}`.trim())].filter(
    (text) => text !== "",
  );
  return {
    code: otherwise.code,
    sentence: told(first, folder),
    ...(detail.length > 0 ? { detail: detail.join("\n\n") } : {}),
    remedy: otherwise.remedy,
  };
}
