import { fill, holds, type Scope } from "./expression.ts";
import { play } from "./script.ts";
import type { Job, Step, Workflow } from "./workflow.ts";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped";

/** Times are milliseconds since the run began. */
export interface StepCourse {
  name: string;
  start: number;
  end: number;
  conclusion: Conclusion;
  lines: { at: number; text: string }[];
}
export interface JobCourse {
  name: string;
  labels: string[];
  start: number;
  end: number;
  conclusion: Conclusion;
  steps: StepCourse[];
}
export interface ArtifactCourse {
  name: string;
  at: number;
  files: Record<string, string>;
}
export interface Course {
  jobs: JobCourse[];
  artifacts: ArtifactCourse[];
  end: number;
  conclusion: Conclusion;
}

const queueMs = 500;
const runnerMs = 200;

/** All that a run will do and when, worked out at once: how far it has come is then only a question of the clock. */
export function courseOf(workflow: Workflow, scope: Scope): Course {
  const jobs = new Map<string, JobCourse>();
  const artifacts: ArtifactCourse[] = [];
  for (const [key, job] of Object.entries(workflow.jobs)) {
    const before = job.needs.flatMap((need) => jobs.get(need) ?? []);
    const from = Math.max(queueMs, ...before.map(({ end }) => end)) + runnerMs;
    const ready = before.every(({ conclusion }) => conclusion === "success");
    jobs.set(key, ready ? jobCourse(key, job, scope, from, artifacts) : skipped(key, job, from - runnerMs));
  }
  const all = [...jobs.values()];
  const failed = all.some(({ conclusion }) => conclusion === "failure");
  const end = Math.max(queueMs, ...all.map((job) => job.end)) + 100;
  return { jobs: all, artifacts, end, conclusion: failed ? "failure" : "success" };
}

function skipped(key: string, job: Job, at: number): JobCourse {
  const labels = job["runs-on"];
  return { name: job.name ?? key, labels, start: at, end: at, conclusion: "skipped", steps: [] };
}

function jobCourse(key: string, job: Job, scope: Scope, start: number, artifacts: ArtifactCourse[]): JobCourse {
  const files: Record<string, string> = {};
  const setUp = "Runner version: sandbox";
  const steps: StepCourse[] = [stepCourse("Set up job", start, 300, [{ afterMs: 100, text: setUp }])];
  let failed = false;
  for (const step of job.steps) {
    const from = steps.at(-1)?.end ?? start;
    const runs: boolean = !failed && (step.if === undefined || holds(step.if, scope));
    const course: StepCourse = runs ? playStep(step, job, scope, from, files) : notRun(step, scope, from);
    if (runs && step.uses?.startsWith("actions/upload-artifact@")) {
      const path = step.with["path"] ?? "";
      artifacts.push({ name: step.with["name"] ?? "artifact", at: course.end, files: { [path]: files[path] ?? "" } });
    }
    failed ||= course.conclusion === "failure";
    steps.push(course);
  }
  steps.push(stepCourse("Complete job", steps.at(-1)?.end ?? start, 100, []));
  const end = steps.at(-1)?.end ?? start;
  const conclusion = failed ? "failure" : "success";
  return { name: job.name ?? key, labels: job["runs-on"], start, end, conclusion, steps };
}

function playStep(step: Step, job: Job, scope: Scope, start: number, files: Record<string, string>): StepCourse {
  const own = Object.entries({ ...job.env, ...step.env }).map(([name, text]) => [name, fill(text, scope)] as const);
  const script = fill(step.run ?? "", scope);
  const { lines, ms, ok } = play(script, Object.fromEntries(own), files);
  const head = [
    `##[group]Run ${script.split("\n")[0] || (step.uses ?? "")}`,
    ...script.split("\n").filter(Boolean).map(coloured),
    "##[endgroup]",
  ];
  const all = [...head.map((text) => ({ afterMs: 0, text })), ...lines];
  if (!ok) all.push({ afterMs: ms, text: "##[error]Process completed with exit code 1." });
  return { ...stepCourse(nameOf(step, scope), start, Math.max(ms, 100), all), conclusion: ok ? "success" : "failure" };
}

/** As GitHub shows a script in a log. */
const coloured = (line: string) => `\u001b[36;1m${line}\u001b[0m`;

function notRun(step: Step, scope: Scope, at: number): StepCourse {
  return { ...stepCourse(nameOf(step, scope), at, 0, []), conclusion: "skipped" };
}

function stepCourse(name: string, start: number, ms: number, lines: { afterMs: number; text: string }[]): StepCourse {
  const timed = lines.map(({ afterMs, text }) => ({ at: start + afterMs, text }));
  return { name, start, end: start + ms, conclusion: "success", lines: timed };
}

function nameOf(step: Step, scope: Scope): string {
  return fill(step.name ?? `Run ${step.uses ?? (step.run ?? "").split("\n")[0]}`, scope);
}
