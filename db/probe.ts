import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import { probeLimitSeconds, type ProbeAnswer } from "#lib/core/probe/finding.ts";
import type { ProbeTarget } from "#lib/core/probe/targets.ts";
import type { Reader, Transaction } from "./client.ts";
import { wakeProbe } from "./queue.ts";
import { probe } from "./tables.ts";

/** What a probe is about. */
export type ProbeSubject = { offering: string; revision: number } | { connection: string };

const livesDays = 7;

const columns = {
  id: probe.id,
  offering: probe.offering,
  revision: probe.revision,
  connection: probe.connection,
  askedBy: probe.askedBy,
  askedAt: probe.askedAt,
  answers: probe.answers,
  answeredAt: probe.answeredAt,
  dryRun: sql<boolean>`${probe.targets} is not null`,
  /** By the database's clock, which wrote `askedAt`. */
  age: sql<number>`extract(epoch from clock_timestamp() - ${probe.askedAt})`.mapWith(Number),
};

export type ProbeRow = Awaited<ReturnType<typeof loadProbe>> & object;

/** Asks, and wakes an engine for it; whoever asks the same while it is still open gets the same one. */
export async function askProbe(tx: Transaction, subject: ProbeSubject, askedBy: ActorLabel): Promise<string> {
  const recent = sql`${probe.askedAt} > now() - make_interval(secs => ${probeLimitSeconds.plain})`;
  const [open] = await tx
    .select({ id: probe.id })
    .from(probe)
    .where(and(about(subject), isNull(probe.answeredAt), recent));
  return open ? open.id : insertProbe(tx, { ...subject, askedBy });
}

/** Asks about what one order of a draft that is tried would name. Another order is another question. */
export function askDryRun(
  tx: Transaction,
  subject: Extract<ProbeSubject, { offering: string }>,
  targets: ProbeTarget[],
  askedBy: ActorLabel,
): Promise<string> {
  return insertProbe(tx, { ...subject, targets, askedBy });
}

async function insertProbe(tx: Transaction, values: typeof probe.$inferInsert): Promise<string> {
  const [row] = await tx
    .insert(probe)
    .values({ ...values, askedAt: sql`clock_timestamp()` })
    .returning({ id: probe.id });
  if (!row) throw new Error("An insert answers its row.");
  await wakeProbe(tx, row.id);
  return row.id;
}

export async function loadTargets(on: Reader, id: string): Promise<ProbeTarget[] | null> {
  const [row] = await on.select({ targets: probe.targets }).from(probe).where(eq(probe.id, id));
  return row?.targets ?? null;
}

export async function loadProbe(on: Reader, id: string) {
  const [row] = await on.select(columns).from(probe).where(eq(probe.id, id));
  return row;
}

export async function latestProbe(on: Reader, subject: ProbeSubject): Promise<ProbeRow | undefined> {
  const [row] = await on.select(columns).from(probe).where(about(subject)).orderBy(desc(probe.askedAt)).limit(1);
  return row;
}

/** What is known so far, for those who watch. */
export async function noteAnswers(on: Reader, id: string, answers: ProbeAnswer[]): Promise<void> {
  await on
    .update(probe)
    .set({ answers })
    .where(and(eq(probe.id, id), isNull(probe.answeredAt)));
}

/** The first answer stands: asking twice did no harm. */
export async function answerProbe(on: Reader, id: string, answers: ProbeAnswer[]): Promise<void> {
  await on
    .update(probe)
    .set({ answers, answeredAt: sql`clock_timestamp()` })
    .where(and(eq(probe.id, id), isNull(probe.answeredAt)));
}

export async function forgetProbes(on: Reader): Promise<void> {
  await on.delete(probe).where(sql`${probe.askedAt} < now() - make_interval(days => ${livesDays})`);
}

function about(subject: ProbeSubject) {
  if ("connection" in subject) return eq(probe.connection, subject.connection);
  return and(eq(probe.offering, subject.offering), eq(probe.revision, subject.revision));
}
