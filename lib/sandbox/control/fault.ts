import type { Sql } from "postgres";
import { z } from "zod";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";

export const targets = ["jira", "github", "platform"] as const;
export type Target = (typeof targets)[number];

export const faultKinds = [
  "slow",
  "rate-limit",
  "error",
  "drop-after-effect",
  "drop-before-effect",
  "unauthorised",
  "webhook-forged",
  "webhook-twice",
  "webhook-late",
  "webhook-lost",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultSchema = z
  .strictObject({
    target: z.enum(targets),
    when: z.strictObject({ method: z.string().toUpperCase().optional(), path: z.string().optional() }).optional(),
    fault: z.enum(faultKinds),
    delayMs: z.int().min(0).max(600_000).default(5000),
    retryAfterSeconds: z.int().min(0).max(3600).default(5),
    status: z.int().min(400).max(599).default(503),
    times: z.int().min(1).optional(),
  })
  .refine(({ target, fault }) => target !== "platform" || !fault.startsWith("webhook-"), {
    path: ["fault"],
    error: "The platform API sends no webhooks.",
  });
export type NewFault = z.infer<typeof faultSchema>;

export interface Fault {
  id: string;
  target: Target;
  method: string | null;
  path: string | null;
  fault: FaultKind;
  delayMs: number;
  retryAfterSeconds: number;
  status: number;
  /** How often it still strikes; null is until it is cleared. */
  remaining: number | null;
}

export async function setFault(sql: Sql, fault: NewFault): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    INSERT INTO sandbox.fault (target, method, path, fault, delay_ms, retry_after_seconds, status, remaining)
    VALUES (${fault.target}, ${fault.when?.method ?? null}, ${fault.when?.path ?? null}, ${fault.fault},
            ${fault.delayMs}, ${fault.retryAfterSeconds}, ${fault.status}, ${fault.times ?? null})
    RETURNING id`;
  if (row === undefined) throw new Error("the fault was not stored");
  return row.id;
}

export async function listFaults(sql: Sql): Promise<Fault[]> {
  return sql<Fault[]>`
    SELECT id, target, method, path, fault, delay_ms AS "delayMs", retry_after_seconds AS "retryAfterSeconds", status, remaining
    FROM sandbox.fault WHERE remaining IS NULL OR remaining > 0 ORDER BY id`;
}

/** Clears one fault, or all of them. Says whether there was anything to clear. */
export async function clearFaults(sql: Sql, id?: string): Promise<boolean> {
  const cleared = await sql`DELETE FROM sandbox.fault WHERE ${id === undefined ? sql`true` : sql`id::text = ${id}`}`;
  return cleared.count > 0;
}

/** The faults that strike this request, counted down as they are taken: at most one slowness and one other. */
export async function takeFaults(sql: Sql, target: Target, incoming: Incoming): Promise<Fault[]> {
  return sql<Fault[]>`
    UPDATE sandbox.fault SET remaining = remaining - 1
    WHERE id IN (
      SELECT min(id) FROM sandbox.fault
      WHERE target = ${target} AND (remaining IS NULL OR remaining > 0) AND fault NOT LIKE 'webhook-%'
        AND (method IS NULL OR method = ${incoming.method})
        AND (path IS NULL OR position(path IN ${incoming.path}) > 0)
      GROUP BY fault = 'slow')
      AND (remaining IS NULL OR remaining > 0)
    RETURNING id, target, method, path, fault, delay_ms AS "delayMs", retry_after_seconds AS "retryAfterSeconds", status, remaining`;
}

/** The fault that strikes the next webhook of this system, counted down as it is taken. */
export async function takeWebhookFault(
  sql: Sql,
  target: Target,
): Promise<Pick<Fault, "fault" | "delayMs"> | undefined> {
  const [fault] = await sql<Pick<Fault, "fault" | "delayMs">[]>`
    UPDATE sandbox.fault SET remaining = remaining - 1
    WHERE id IN (
      SELECT min(id) FROM sandbox.fault
      WHERE target = ${target} AND (remaining IS NULL OR remaining > 0) AND fault LIKE 'webhook-%')
      AND (remaining IS NULL OR remaining > 0)
    RETURNING fault, delay_ms AS "delayMs"`;
  return fault;
}
