import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { effectLabel } from "#lib/adapters/effect-label.ts";

interface Asked {
  request: number;
  step: string;
  uses: string;
  generation: number;
}

/** What the stand-ins call a step's effect: what a person finds who looks. Undefined when there is nothing. */
export async function made(sql: Sql, asked: Asked): Promise<string | undefined> {
  const label = effectLabel(`${await installation(sql)}/${asked.request}/${asked.step}/${asked.generation}`);
  if (asked.uses === "jira-issue") return issueWith(sql, label);
  if (asked.uses === "github-workflow") return runWith(sql, label);
  if (asked.uses === "github-pull-request") return pullWith(sql, label);
  return asked.uses === "http" ? entryOf(sql, asked) : undefined;
}

async function installation(sql: Sql): Promise<string> {
  const [row] = await sql<{ id: string }[]>`SELECT id FROM installation`;
  return row?.id ?? "";
}

async function issueWith(sql: Sql, label: string): Promise<string | undefined> {
  const [row] = await sql<{ key: string }[]>`
    SELECT project || '-' || number AS key FROM sandbox.issue WHERE fields->'labels' ? ${label}`;
  return row?.key;
}

async function runWith(sql: Sql, label: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    SELECT id::text AS id FROM sandbox.github_run WHERE inputs->>'pao' LIKE ${`%${label}%`}`;
  return row?.id;
}

async function pullWith(sql: Sql, label: string): Promise<string | undefined> {
  const [row] = await sql<{ number: number }[]>`
    SELECT number FROM sandbox.github_pull WHERE head LIKE ${`%${label.slice(4)}`}`;
  return row && String(row.number);
}

async function entryOf(sql: Sql, { request, step }: Asked): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    SELECT id FROM sandbox.item, request
    WHERE collection = 'entries' AND request.number = ${request} AND fields->>'key' = (request.inputs->>'key') || '-' || ${step}`;
  return row?.id;
}

/**
 * Effects by kind and key: more than one under one key is one too many. A key changes when a person tries again what has ended
 * badly, so what has ended well is counted by its step as well; no order has two runs.
 */
export async function effects(sql: Sql, applied: string): Promise<{ kind: string; key: string; times: number }[]> {
  const rows = await sql<{ kind: string; key: string; times: number }[]>`
    SELECT 'issue' AS kind, label AS key, count(*)::int AS times
      FROM sandbox.issue, jsonb_array_elements_text(fields->'labels') label WHERE label ~ '^pao-[0-9a-f]{12}$' GROUP BY label
    UNION ALL SELECT 'run', inputs->>'pao', count(*)::int FROM sandbox.github_run GROUP BY inputs->>'pao'
    UNION ALL SELECT 'ticket done', concat_ws('/', properties->'pao'->>'request', properties->'pao'->>'step'), count(*)::int
      FROM sandbox.issue WHERE status = 'Done' AND resolution = 'Done' GROUP BY 2
    UNION ALL SELECT 'run of a request', split_part(inputs->>'pao', ' ', 1), count(*)::int FROM sandbox.github_run GROUP BY 2
    UNION ALL SELECT 'merge', regexp_replace(head, '-[0-9a-f]{12}$', ''), count(*)::int
      FROM sandbox.github_pull WHERE merged IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'pull request', head, count(*)::int FROM sandbox.github_pull GROUP BY head
    UNION ALL SELECT 'entry', fields->>'key', count(*)::int FROM sandbox.item WHERE collection = 'entries' GROUP BY fields->>'key'
    UNION ALL SELECT 'request of a bundle', parent || '/' || parent_step, count(*)::int - max(
        (SELECT generation FROM step WHERE step.request = parent AND step.id = parent_step)) + 1
      FROM request WHERE parent IS NOT NULL GROUP BY parent, parent_step`;
  const lines = readFileSync(applied, "utf8").split("\n").filter(Boolean);
  const applies = [...new Set(lines)].map((key) => ({
    kind: "apply",
    key,
    times: lines.filter((line) => line === key).length,
  }));
  return [...rows, ...applies];
}
