import type { OpenConnection } from "#lib/adapters/adapter.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { redactor, storable } from "./redact.ts";
import { secretParts } from "./secret-parts.ts";

/** A page shows a handful; a workflow with a hundred wrong inputs is told by the first of them. */
const most = 30;
const longest = 500;

/** Sentences quote what the outside said: without the credential, of a size for a page, and such that they can be stored. */
export function cleanFindings(findings: readonly Finding[], connection: OpenConnection | null): Finding[] {
  const redact = redactor(connection ? secretParts(connection.credential) : []);
  const clean = (text: string) => storable(redact(text, longest)).slice(0, longest).toWellFormed();
  return findings.slice(0, most).map(({ level, sentence, remedy, path }) => ({
    level,
    sentence: clean(sentence),
    ...(remedy === undefined ? {} : { remedy: clean(remedy) }),
    path: storable(path),
  }));
}
