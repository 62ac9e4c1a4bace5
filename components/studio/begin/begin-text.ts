import { Problem, problemView, type Result } from "#lib/core/problem.ts";
import type { Beginning } from "#lib/core/offering/begin.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import type { OfferingSource } from "./offering-source.ts";
import { sourceOf } from "./offering-source.ts";

/** What a new offering is begun from. */
export type Origin =
  | { kind: "blank"; jira: string }
  | { kind: "copy"; of: string }
  | { kind: "module"; folder: string };

/** The first text of a new offering. What writes it is loaded when somebody begins one. */
export async function beginText(origin: Origin, beginning: Beginning, modules: Modules): Promise<Result<string>> {
  try {
    const { beginBlank, beginCopy, beginFromModule } = await import("#lib/core/offering/begin.ts");
    if (origin.kind === "module") return { ok: true, value: beginFromModule(origin.folder, modules, beginning) };
    if (origin.kind === "blank") {
      const project = origin.jira.trim().toUpperCase();
      return { ok: true, value: project === "" ? beginBlank(beginning) : beginBlank(beginning, { project }) };
    }
    const { source }: OfferingSource = await sourceOf(origin.of);
    return { ok: true, value: beginCopy(source, beginning) };
  } catch (thrown) {
    if (thrown instanceof Problem) return { ok: false, problem: problemView(thrown) };
    throw thrown;
  }
}
