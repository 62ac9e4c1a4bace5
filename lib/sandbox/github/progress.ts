import type { Conclusion, Course, JobCourse, StepCourse } from "./course.ts";

export type Status = "queued" | "in_progress" | "completed";

export interface StepProgress {
  name: string;
  number: number;
  status: Status;
  conclusion: Conclusion | null;
  start: number | null;
  end: number | null;
}
export interface JobProgress extends Omit<StepProgress, "number"> {
  index: number;
  labels: string[];
  steps: StepProgress[];
  lines: { at: number; text: string }[];
}
export interface Progress {
  status: Status;
  conclusion: Conclusion | null;
  /** When it last changed. */
  updated: number;
  jobs: JobProgress[];
}

/** How far a run has come `at` milliseconds after it began; `cancelled` is when somebody cancelled it. */
export function progressAt(course: Course, at: number, cancelled: number | null): Progress {
  const stop = cancelled !== null && cancelled < course.end ? cancelled : null;
  const end = stop ?? course.end;
  const now = Math.min(at, end);
  const over = at >= end;
  const jobs = course.jobs.flatMap((job, index) => {
    const begun = now >= job.start || over;
    // A job that waits for another one is not there before that one has ended.
    return begun || index === 0 ? [jobAt(job, index, now, over && stop !== null)] : [];
  });
  const first = course.jobs[0]?.start ?? 0;
  const status = over ? "completed" : now < first ? "queued" : "in_progress";
  const conclusion = over ? (stop === null ? course.conclusion : "cancelled") : null;
  return { status, conclusion, updated: now, jobs };
}

function jobAt(job: JobCourse, index: number, now: number, stopped: boolean): JobProgress {
  const { name, labels } = job;
  const steps = job.steps
    .filter((step) => now >= job.start || step.start < now)
    .map((step, at) => ({ ...stepAt(step, now, stopped), number: at + 1 }));
  const lines = job.steps
    .flatMap((step) => (step.conclusion === "skipped" ? [] : step.lines))
    .filter(({ at }) => at <= now);
  const part = partAt(job, now, stopped);
  return { name, index, labels, ...part, steps, lines };
}

function stepAt(step: StepCourse, now: number, stopped: boolean): Omit<StepProgress, "number"> {
  return { name: step.name, ...partAt(step, now, stopped) };
}

interface Part {
  status: Status;
  conclusion: Conclusion | null;
  start: number | null;
  end: number | null;
}

function partAt(of: { start: number; end: number; conclusion: Conclusion }, now: number, stopped: boolean): Part {
  if (now >= of.end) return { status: "completed", conclusion: of.conclusion, start: of.start, end: of.end };
  const begun = now >= of.start;
  const start = begun ? of.start : null;
  if (stopped)
    return { status: "completed", conclusion: begun ? "cancelled" : "skipped", start: start ?? now, end: now };
  return { status: begun ? "in_progress" : "queued", conclusion: null, start, end: null };
}
