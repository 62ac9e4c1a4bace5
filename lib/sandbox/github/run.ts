import type { Sql } from "postgres";
import type { JsonObject } from "#lib/sandbox/json.ts";
import { courseOf, type Course } from "./course.ts";
import { fill, type Scope } from "./expression.ts";
import { progressAt, type Progress } from "./progress.ts";
import { refOf, repositoryOf, shaOf, workflowOf, type Repository, type WorkflowFile } from "./site.ts";

interface Row {
  id: number;
  repository: string;
  workflow: string;
  ref: string;
  number: number;
  inputs: Record<string, string>;
  attempt: number;
  created: Date;
  started: Date;
  elapsed: number;
  cancelledAfter: number | null;
}

/** A run as it stands at the moment of the look. */
export interface Run extends Omit<Row, "repository" | "workflow"> {
  repository: Repository;
  file: WorkflowFile;
  sha: string;
  title: string;
  course: Course;
  progress: Progress;
}

const columns = (sql: Sql) => sql`
  id::int AS id, repository, workflow, ref, number, inputs, attempt, created, started,
  extract(epoch FROM clock_timestamp() - started)::float8 * 1000 AS elapsed,
  extract(epoch FROM cancelled - started)::float8 * 1000 AS "cancelledAfter"`;

export async function createRun(
  sql: Sql,
  repository: Repository,
  file: WorkflowFile,
  ref: string,
  inputs: JsonObject,
): Promise<Run> {
  const [row] = await sql<Row[]>`
    INSERT INTO sandbox.github_run (repository, workflow, ref, number, inputs)
    SELECT ${repository.fullName}, ${file.file}, ${ref}, coalesce(max(number), 0) + 1, ${sql.json(inputs)}
    FROM sandbox.github_run WHERE repository = ${repository.fullName} AND workflow = ${file.file}
    RETURNING ${columns(sql)}`;
  const run = row && runOf(row);
  if (run === undefined) throw new Error("the run was not stored");
  return run;
}

export async function findRun(sql: Sql, repository: Repository, id: string): Promise<Run | undefined> {
  const [row] = await sql<Row[]>`
    SELECT ${columns(sql)} FROM sandbox.github_run WHERE repository = ${repository.fullName} AND id::text = ${id}`;
  return row && runOf(row);
}

/** The runs that GitHub's lists already show, newest first. */
export async function listRuns(
  sql: Sql,
  repository: Repository,
  file: WorkflowFile | undefined,
  lagMs: number,
): Promise<Run[]> {
  const rows = await sql<Row[]>`
    SELECT ${columns(sql)} FROM sandbox.github_run
    WHERE repository = ${repository.fullName} AND ${file === undefined ? sql`true` : sql`workflow = ${file.file}`}
      AND created <= clock_timestamp() - ${lagMs} * interval '1 millisecond'
    ORDER BY id DESC LIMIT 1000`;
  return rows.flatMap((row) => runOf(row) ?? []);
}

export async function cancelRun(sql: Sql, id: number): Promise<void> {
  await sql`UPDATE sandbox.github_run SET cancelled = clock_timestamp() WHERE id = ${id} AND cancelled IS NULL`;
}

export async function runAgain(sql: Sql, id: number): Promise<void> {
  await sql`
    UPDATE sandbox.github_run SET attempt = attempt + 1, started = clock_timestamp(), cancelled = NULL WHERE id = ${id}`;
}

function runOf(row: Row): Run | undefined {
  const [owner = "", name = ""] = row.repository.split("/");
  const repository = repositoryOf(owner, name);
  const file = repository && workflowOf(repository, row.workflow);
  if (repository === undefined || file === undefined) return undefined;
  const scope = scopeOf(row, file);
  const course = courseOf(file.workflow, scope);
  return {
    ...row,
    repository,
    file,
    sha: shaOf(repository, refOf(row.ref) ?? row.ref),
    title: fill(file.workflow.runName ?? file.workflow.name, scope).trim(),
    course,
    progress: progressAt(course, row.elapsed, row.cancelledAfter),
  };
}

function scopeOf({ id, number, ref, inputs }: Row, { workflow }: WorkflowFile): Scope {
  const scope: Record<string, string | number | boolean> = {
    "github.run_id": id,
    "github.run_number": number,
    "github.ref_name": ref,
    "github.actor": "pao-bot",
  };
  for (const [name, input] of Object.entries(workflow.inputs ?? {})) {
    const given = inputs[name] ?? input.default ?? "";
    scope[`inputs.${name}`] = input.type === "boolean" ? String(given) === "true" : given;
  }
  return scope;
}
