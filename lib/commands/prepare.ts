import path from "node:path";
import { database, type Transaction } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { forgetKeys } from "#db/idempotency.ts";
import { writeAudit } from "#db/audit.ts";
import { hasAdmin } from "#db/sign-in.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { loadFiles, type Loaded } from "./offering/load-files.ts";
import { letSandboxIn, shutSandboxOut } from "./sandbox-people.ts";

/** Brings up to date what a start brings with it: in the sandbox its organisation and connections, everywhere the offerings. */
export async function prepare(): Promise<Loaded> {
  const { sandbox, PAO_OFFERINGS_DIR } = env();
  await database().transaction(async (tx) => {
    await forgetKeys(tx);
    if (!sandbox) return shutSandboxOut(tx);
    await letSandboxIn(tx);
    await connectSandbox(tx);
  });
  if (!sandbox) await sayWhoIsAdmin();
  const loaded = await loadFiles(path.resolve(PAO_OFFERINGS_DIR));
  report(loaded);
  return loaded;
}

/** Without an admin nobody can make the first team. */
async function sayWhoIsAdmin(): Promise<void> {
  const { PAO_ADMIN: named, provider } = env();
  if (await hasAdmin(database(), provider)) return;
  if (named === undefined)
    log.warn(
      "Nobody is an admin yet. Set PAO_ADMIN to your email address, or to your subject at the provider, and sign in.",
    );
  else log.info(`Nobody is an admin yet: ${named} becomes one by signing in`);
}

/** The sandbox listens on the port after PAO's, whichever that is today. */
async function connectSandbox(tx: Transaction): Promise<void> {
  const { sandboxPort, PAO_SANDBOX_WEBHOOK_SECRET: webhookSecret } = env();
  const at = `http://127.0.0.1:${sandboxPort}`;
  const hears = webhookSecret === undefined ? {} : { webhookSecret };
  const connections = [
    {
      name: "jira",
      kind: "jira",
      baseUrl: `${at}/jira`,
      settings: {},
      credential: { email: "pao@sandbox.example", token: "sandbox", ...hears },
    },
    {
      name: "github",
      kind: "github",
      baseUrl: `${at}/github/api/v3`,
      settings: {},
      credential: { token: "sandbox", ...hears },
    },
    {
      name: "platform",
      kind: "http",
      baseUrl: `${at}/platform`,
      settings: { header: "Authorization", scheme: "Bearer" },
      credential: { token: "sandbox" },
    },
  ] as const;
  for (const connection of connections) {
    if ((await saveConnection(tx, connection)) === "unchanged") continue;
    const actor = { kind: "system", id: "start", name: "PAO" } as const;
    const subject = `connection:${connection.name}`;
    await writeAudit(tx, {
      actor,
      door: "start",
      verb: "connection.save",
      subject,
      outcome: "done",
      detail: { baseUrl: connection.baseUrl },
    });
  }
}

function report({ published, proposed, hidden, broken }: Loaded): void {
  const byName = published.toSorted((one, other) => one.name.localeCompare(other.name));
  for (const { name, revision } of byName) log.info(`${name}: revision ${revision} is offered`);
  for (const name of proposed)
    log.warn(`${name}: the file changed after an edit in the studio: what it says is proposed to the owners`);
  for (const name of hidden) log.info(`${name}: the file is gone, so the offering is hidden`);
  for (const { file, issues } of broken) {
    for (const { line, column, message } of issues) log.warn(`${file}:${line ?? 1}:${column ?? 1} ${message}`);
    log.warn(`${file} is not right: the last good revision, if there is one, goes on being offered`);
  }
}
