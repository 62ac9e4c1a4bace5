import { type Actor, may } from "#lib/core/access.ts";
import { saidOf, subjectOf } from "#lib/core/audit/verbs.ts";
import { sealedSoFar } from "#db/audit-seal.ts";
import { database } from "#db/client.ts";
import { type Entry, readEntries } from "./read.ts";
import type { AuditFilter, AuditPage, AuditRow, SealedView } from "./shape.ts";
import { permit } from "../permit.ts";

const mostPerPage = 200;
/** An engine seals every ten seconds what no open transaction could still come before. */
const lateAfterMs = 300_000;

/** What actors did, newest first, a page of it; for auditors and admins. */
export async function auditList(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
  permit(actor, { verb: "audit.read" });
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), mostPerPage);
  const { entries, next } = await readEntries(database(), filter, limit);
  return { items: entries.map(asRow), next };
}

/** May this reader open the audit? */
export function mayReadAudit(actor: Actor): boolean {
  return may(actor, { verb: "audit.read" }).allowed;
}

export async function sealedView(actor: Actor): Promise<SealedView> {
  permit(actor, { verb: "audit.read" });
  const { seals, at, unsealedSince } = await sealedSoFar(database());
  const late = unsealedSince !== null && Date.now() - unsealedSince.getTime() > lateAfterMs;
  return { seals, at: at?.toISOString() ?? null, lateSince: late ? unsealedSince.toISOString() : null };
}

function asRow({ behalf, ...entry }: Entry): AuditRow {
  const { verb, outcome, detail, subject } = entry;
  return {
    ...entry,
    behalf: behalf === null ? null : subjectOf(behalf),
    about: subjectOf(subject, verb),
    said: saidOf(verb, outcome, detail),
  };
}
