import type { Job, RunStep } from "./run.ts";

/** What has been told of each job: by its id, `s` when it began, a letter for each step, `c` when it ended. */
type Seen = Map<number, string>;

const marks: Record<string, string> = { success: "✓", failure: "✗", skipped: "–", cancelled: "■" };

/** What a run's jobs have come to since the last look, as lines; `seen` is what to remember until the next one. */
export function newsOf(jobs: readonly Job[], before: string): { lines: string[]; seen: string } {
  const seen = read(before);
  const lines = jobs.flatMap((job) => {
    const told = seen.get(job.id) ?? "";
    const now = markOf(job);
    seen.set(job.id, now);
    return told === now ? [] : jobLines(job, told);
  });
  return { lines, seen: written(seen, jobs) };
}

/** `.` is not begun, `r` is running, `d` is done. */
function markOf({ status, steps }: Job): string {
  const begun = status === "in_progress" || status === "completed" ? "s" : "";
  return `${begun}${steps.map(letterOf).join("")}${status === "completed" ? "c" : ""}`;
}

function letterOf({ status }: RunStep): string {
  return status === "completed" ? "d" : status === "in_progress" ? "r" : ".";
}

function jobLines(job: Job, told: string): string[] {
  const begun = job.status === "in_progress" || job.status === "completed";
  const skipped = job.conclusion === "skipped";
  const ofSteps = told.replace(/^s/, "").replace(/c$/, "");
  const steps = job.steps.flatMap((step, at) => (letterOf(step) === (ofSteps[at] ?? ".") ? [] : stepLine(step)));
  return [
    ...(begun && !skipped && !told.startsWith("s") ? [`Job ${job.name} started`] : []),
    ...steps,
    ...(job.status === "completed" && !told.endsWith("c") ? [`Job ${job.name} ${endOf(job.conclusion)}`] : []),
  ];
}

function stepLine({ name, status, conclusion, startedAt, completedAt }: RunStep): string[] {
  if (status === "in_progress") return [`  … ${name}`];
  if (status !== "completed") return [];
  const seconds = startedAt && completedAt ? (Date.parse(completedAt) - Date.parse(startedAt)) / 1000 : 0;
  return [`  ${marks[conclusion ?? ""] ?? "•"} ${name}${seconds >= 1 ? ` (${Math.round(seconds)} s)` : ""}`];
}

function endOf(conclusion: string | null): string {
  if (conclusion === "success") return "succeeded";
  if (conclusion === "failure") return "failed";
  if (conclusion === "skipped") return "was skipped";
  return conclusion === "cancelled" ? "was cancelled" : `ended as ${conclusion ?? "unknown"}`;
}

function read(text: string): Seen {
  const entries = text.split(" ").flatMap((part): [number, string][] => {
    const [id = "", told = ""] = part.split(":");
    return id === "" ? [] : [[Number(id), told]];
  });
  return new Map(entries);
}

/** Jobs of an earlier attempt are forgotten. */
function written(seen: Seen, jobs: readonly Job[]): string {
  return jobs.map(({ id }) => `${id}:${seen.get(id) ?? ""}`).join(" ");
}
