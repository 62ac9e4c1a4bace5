import { z } from "zod";
import { may, mayChange, type Actor, type Ask, type Door } from "#lib/core/access.ts";
import type { Origin } from "#lib/core/audit/origin.ts";
import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import { Problem, problemView, type Result } from "#lib/core/problem.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { type Fields, logging } from "#lib/log.ts";
import { writeAudit } from "#db/audit.ts";
import { database, type Transaction } from "#db/client.ts";
import { claimKey, keepAnswer } from "#db/idempotency.ts";
import { Denied } from "./denied.ts";
import { misfits, summary } from "./misfit.ts";
import { notPlain } from "./plain.ts";

/** Who asks, and through which door. `actor` is null when nobody is signed in. */
export interface CommandContext {
  actor: Actor | null;
  door: Door;
  /** Where they call from, for the audit. */
  from?: Origin;
  /** A second call with the same key gets the first one's answer. */
  idempotencyKey?: string;
  /** The caller's place in a trace, as W3C writes it. */
  traceparent?: string;
}

/** What a verb is given: everything it reads and writes goes through `tx`. */
export interface Given<I> {
  tx: Transaction;
  actor: Actor;
  door: Door;
  from: Origin | undefined;
  input: I;
  traceparent: string | null;
}

/**
 * What a verb answers. `detail` goes into the audit and is never secret; `by` when the actor became known on the way; `nothing`
 * when there was nothing to do, so that there is nothing to keep.
 */
export interface Done<T> {
  value: T;
  subject?: string;
  detail?: JsonObject;
  by?: ActorLabel;
  nothing?: true;
}

export interface Definition<I, T extends Json | object> {
  /** As the audit has it: `request.order`. */
  verb: string;
  schema: z.ZodType<I>;
  /** What the actor needs whatever is given: asked first, so that nobody learns what a form wants that is not theirs. */
  ask?: Ask;
  /** What the audit says it was about, when the handler does not know better. */
  subject: (input: NoInfer<I>) => string;
  handler: (given: Given<NoInfer<I>>) => Promise<Done<T>>;
  /** Nothing is changed, so that nothing is audited; unless that somebody read it is worth a line. */
  reads?: true | "audited";
  /** Signing in is the one thing a nobody may do. */
  anonymous?: true;
  /** The answer holds a secret: it is never kept for a repeated Idempotency-Key. */
  secretAnswer?: true;
}

export type Command<T> = ((context: CommandContext, raw: unknown) => Promise<Result<T>>) & {
  /** What it takes; the REST description is made from it. */
  schema: z.ZodType;
};

/** Makes a verb: authenticated → authorised → parsed → one transaction that loads, decides, writes and audits. Nobody can forget a part. */
export function command<I, T extends Json | object>(definition: Definition<I, T>): Command<T> {
  const run = async (context: CommandContext, raw: unknown): Promise<Result<T>> => {
    try {
      const actor = authenticated(definition, context);
      await authorised(definition, { ...context, actor }, raw);
      const input = parsed(definition.schema, raw);
      return { ok: true, value: await transacted(definition, { ...context, actor }, input, raw) };
    } catch (thrown) {
      // What nobody expected goes on to the door, which logs it once.
      if (!(thrown instanceof Problem) || thrown.code === "internal") throw thrown;
      return { ok: false, problem: problemView(thrown) };
    }
  };
  const logged = (context: CommandContext, raw: unknown) =>
    logging({ verb: definition.verb, ...aboutInput(raw) }, () => run(context, raw));
  return Object.assign(logged, { schema: definition.schema });
}

/** What is asked for, for the log; nothing of it is checked yet. */
function aboutInput(raw: unknown): Fields {
  const { number, step } = isJsonObject(raw) ? raw : {};
  const request = typeof number === "string" ? parseNumber(number) : null;
  return { ...(request === null ? {} : { request }), ...(typeof step === "string" ? { step: step.slice(0, 63) } : {}) };
}

const nobody: Actor = { kind: "system", id: "start", name: "Sign-in" };

function authenticated(definition: { anonymous?: true }, { actor }: CommandContext): Actor {
  if (actor) return actor;
  if (definition.anonymous) return nobody;
  throw new Problem("unauthenticated", "You are not signed in.", {
    remedy: "Sign in, or send a token: Authorization: Bearer <token>.",
  });
}

async function authorised<I>(
  definition: Pick<Definition<I, Json>, "ask" | "reads" | "schema" | "subject" | "verb">,
  context: Known,
  raw: unknown,
): Promise<void> {
  const { ask, reads } = definition;
  const changing = reads ? null : mayChange(context.actor);
  const answer = changing?.allowed !== false && ask ? may(context.actor, ask) : changing;
  if (!answer || answer.allowed) return;
  const denied = new Denied("forbidden", answer.reason);
  const read = notPlain(raw) ? null : definition.schema.safeParse(raw);
  const about = read?.success ? definition.subject(read.data) : `${definition.verb.split(".")[0]}:?`;
  await auditDenial(definition.verb, context, about, denied);
  throw denied;
}

/** Values of the right shape, or a Problem that names each place. */
export function parsed<I>(schema: z.ZodType<I>, raw: unknown): I {
  const unfit = notPlain(raw);
  if (unfit) throw new Problem("invalid", unfit.message, { issues: [unfit] });
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const issues = misfits(read.error.issues, raw, schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
  throw new Problem("invalid", summary(issues), { issues });
}

type Known = CommandContext & { actor: Actor };

async function transacted<I, T extends Json | object>(
  definition: Definition<I, T>,
  context: Known,
  input: I,
  raw: unknown,
): Promise<T> {
  const { actor, door, from, traceparent = null } = context;
  try {
    return await database().transaction((tx) =>
      once(tx, definition, context, raw, async () => {
        const done = await definition.handler({ tx, actor, door, from, input, traceparent });
        const subject = done.subject ?? definition.subject(input);
        const entry = {
          actor: done.by ?? actor,
          door,
          from,
          verb: definition.verb,
          subject,
          detail: done.detail ?? {},
        };
        if (definition.reads !== true && !done.nothing) await writeAudit(tx, { ...entry, outcome: "done" });
        return done.value;
      }),
    );
  } catch (thrown) {
    if (thrown instanceof Denied && definition.reads !== true)
      await auditDenial(definition.verb, context, definition.subject(input), thrown);
    throw thrown;
  }
}

/** The work was rolled back with its transaction; that it was refused is kept in one of its own. */
async function auditDenial(verb: string, { actor, door, from }: Known, about: string, denied: Denied): Promise<void> {
  const entry = { actor, door, from, verb, subject: about.slice(0, 200) };
  await database().transaction((tx) =>
    writeAudit(tx, { ...entry, outcome: "denied", detail: { reason: denied.message } }),
  );
}

async function once<T extends Json | object>(
  tx: Transaction,
  { verb, reads, secretAnswer }: Pick<Definition<unknown, T>, "verb" | "reads" | "secretAnswer">,
  context: Known,
  raw: unknown,
  work: () => Promise<T>,
): Promise<T> {
  if (context.idempotencyKey === undefined || reads || secretAnswer) return work();
  const claim = {
    actor: `${context.actor.kind}:${context.actor.id}`,
    key: readKey(context.idempotencyKey),
    verb,
    body: json(raw),
  };
  const before = await claimKey(tx, claim);
  // The stored answer is what this very verb answered: the digest covers the verb.
  if (before) return before.answer as T;
  const answer = await work();
  await keepAnswer(tx, claim, json(answer));
  return answer;
}

function readKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Problem("malformed", "An Idempotency-Key has 1 to 200 visible ASCII characters.");
}

/** What was sent or is answered as JSON and nothing else: undefined members are not there. */
function json(value: unknown): Json {
  const copy: unknown = JSON.parse(JSON.stringify(value ?? null));
  return Array.isArray(copy) || isJsonObject(copy) ? (copy as Json) : null;
}

/** An actor as events and audit entries keep them. */
export function label(actor: Actor): ActorLabel {
  const { kind, id, name } = actor;
  return { kind, id, name };
}
