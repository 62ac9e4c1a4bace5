import { terraform } from "./child.ts";
import type { Place } from "./place.ts";
import { type Diagnostic, said } from "./said.ts";
import { changes, type Narrator } from "./told.ts";

/** What a call of Terraform works in, and who is told what it says. */
export interface Calling {
  place: Place;
  env: Readonly<Record<string, string>>;
  narrator: Narrator;
  /** Aborted to interrupt it. */
  signal: AbortSignal;
  /** Aborted to kill it. */
  atOnce?: AbortSignal;
}

export interface Called {
  code: number | null;
  /** What would be changed, by address. */
  planned: Record<string, string>;
  diagnostics: Diagnostic[];
  errors: string;
}

/** One call, its `-json` lines told as they come. */
export async function call(calling: Calling, args: string[], onBegun?: (address: string) => void): Promise<Called> {
  const { narrator, place, signal, atOnce } = calling;
  const called: Called = { code: null, planned: {}, diagnostics: [], errors: "" };
  const onLine = (line: string) => {
    const event = said(line);
    if (!event) return;
    if (event.what === "planned" && changes(event.action)) called.planned[event.address] = event.action;
    if (event.what === "diagnostic") called.diagnostics.push(event.diagnostic);
    if (event.what === "begun" && changes(event.action)) onBegun?.(event.address);
    if (args[0] !== "init" || event.what === "diagnostic") narrator.tell(event);
  };
  const [command = "", ...more] = args;
  const { code, errors } = await terraform({
    args: [command, "-input=false", ...more],
    cwd: place.folder,
    env: envOf(calling),
    signal,
    atOnce,
    onLine,
  });
  return { ...called, code, errors };
}

export function envOf({ env, place }: Pick<Calling, "env" | "place">): Record<string, string> {
  return {
    ...env,
    HOME: place.home,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_PLUGIN_CACHE_DIR: place.plugins,
    // Each run begins without a lock file of its own, unless the module brings one.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}
