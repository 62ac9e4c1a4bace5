import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { atOnce } from "./load.ts";
import { type StepsPlace, workers } from "./steps-place.ts";

const steps = ["c1", "c2", "c3", "c4", "c5"] as const;
const actor = { kind: "system", id: "engine", name: "PAO" };
const lease = "8 seconds";

/**
 * Five calls of each request with nothing around them: the transactions and calls that a step is, by hand. A step is taken
 * in a transaction, its effect is announced in one, called, and how it ended is written in one, in which the next step is
 * taken. No queue, no plan, no decision, no expression: nothing is read but the lock of the request. Answers steps per second.
 */
export async function bareSteps({ url, noop }: StepsPlace, numbers: readonly number[]): Promise<number> {
  const sql = postgres(url, { max: workers, onnotice: () => {} });
  try {
    const warm = numbers.slice(0, workers * 3);
    const rest = numbers.slice(workers * 3);
    await atOnce(workers, warm.length, (index) => runRequest(sql, noop, warm[index] ?? 0));
    const { perSecond } = await atOnce(workers, rest.length, (index) => runRequest(sql, noop, rest[index] ?? 0));
    return perSecond * steps.length;
  } finally {
    await sql.end();
  }
}

async function runRequest(sql: postgres.Sql, noop: string, number: number): Promise<void> {
  let attempt = await sql.begin(async (tx) => {
    await lock(tx, number);
    const id = await take(tx, number, "c1", 1);
    await tell(tx, number, "processing", [queued("c1"), { type: "request", state: "processing" }, processing("c1")]);
    return id;
  });
  for (const [index, step] of steps.entries()) {
    const body = { name: "measured", step };
    await sql`
      with mine as (select 1 from step where request = ${number} and id = ${step} and lease = ${attempt} for update)
      update attempt set effect_sent_at = now(), payload = ${sql.json({ method: "POST", path: "/things", body })}
      where id = ${attempt} and exists (select 1 from mine)`;
    const said = await call(noop, body);
    attempt = await sql.begin((tx) => finish(tx, number, step, attempt, said, steps[index + 1], index));
  }
}

async function call(noop: string, body: object): Promise<{ id: string; line: string }> {
  const headers = { accept: "application/json", "content-type": "application/json", authorization: "Bearer sandbox" };
  const answer = await fetch(`${noop}/things`, { method: "POST", headers, body: JSON.stringify(body) });
  const { id } = (await answer.json()) as { id: string };
  return { id, line: `POST /things → ${answer.status} in 1 ms` };
}

async function finish(
  tx: postgres.TransactionSql,
  number: number,
  step: string,
  attempt: string,
  { id, line }: { id: string; line: string },
  next: string | undefined,
  index: number,
): Promise<string> {
  await lock(tx, number);
  const reference = tx.json({ kind: "http", id });
  await tx`
    update step set state = 'completed', lease = null, leased_until = null, engine = null, outputs = '{}',
      reference = ${reference}, next_check_at = null, ended_at = now()
    where request = ${number} and id = ${step} and lease = ${attempt}`;
  await tx`update attempt set outcome = 'completed', reference = ${reference}, ended_at = now() where id = ${attempt}`;
  await tx`
    insert into log_line (request, step, attempt, at, text) values (${number}, ${step}, ${attempt}, now(), ${line})`;
  const completed = { type: "step", step, state: "completed", reference: { kind: "http", id } };
  if (next !== undefined) {
    const taken = await take(tx, number, next, 1);
    await tell(tx, number, "processing", [completed, queued(next), processing(next)]);
    return taken;
  }
  await tell(tx, number, "completed", [completed, { type: "request", state: "completed" }]);
  await tx`
    update resource set state = 'active', outputs = '{}', updated_at = now()
    where id = (select resource from request where number = ${number})`;
  return String(index);
}

const queued = (step: string) => ({ type: "step", step, state: "queued" });
const processing = (step: string) => ({ type: "step", step, state: "processing" });

const lock = (tx: postgres.TransactionSql, number: number) =>
  tx`select number from request where number = ${number} for no key update`;

async function take(tx: postgres.TransactionSql, number: number, step: string, n: number): Promise<string> {
  const id = randomUUID();
  await tx`
    update step set state = 'processing', lease = ${id}, leased_until = now() + ${lease}::interval, engine = 'bare',
      started_at = now(), attempts = ${n}
    where request = ${number} and id = ${step} and state = 'pending' and lease is null`;
  await tx`
    insert into attempt (id, request, step, n, generation, engine) values (${id}, ${number}, ${step}, ${n}, 1, 'bare')`;
  return id;
}

/** Numbers and writes what happened, and gives notice of it. */
async function tell(tx: postgres.TransactionSql, number: number, state: string, bodies: object[]): Promise<void> {
  const done = state === "completed" ? new Date() : null;
  const [row] = await tx<{ seq: number }[]>`
    update request set state = ${state}, seq = seq + ${bodies.length}, updated_at = now(), finished_at = ${done}
    where number = ${number} returning seq`;
  const first = (row?.seq ?? 0) - bodies.length + 1;
  const rows = bodies.map((body, at) => ({
    request: number,
    seq: first + at,
    actor: tx.json(actor),
    body: json(tx, body),
  }));
  await tx`insert into event ${tx(rows)}`;
  await tx`select pg_notify('pao', ${JSON.stringify({ number, seq: row?.seq, at: Date.now() })})`;
}

const json = (tx: postgres.TransactionSql, value: object) => tx.json(value as postgres.JSONValue);
