import { Problem } from "#lib/core/problem.ts";
import { databaseUrl } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { endWithParent } from "#lib/process.ts";
import { told } from "./start/told.ts";

/** Brings the database up to date: the schema always, what is in it (organisation, offerings, connections) with `--content`. */
endWithParent();

async function prepareAll(): Promise<void> {
  const { migrate } = await import("#db/migrate.ts");
  await migrate(databaseUrl());
  if (!process.argv.includes("--content")) return;
  const { prepare } = await import("#lib/commands/prepare.ts");
  await prepare();
}

try {
  await prepareAll();
  log.info("the database is up to date");
  process.exit(0);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`${[error.message, error.remedy].filter(Boolean).join(" ")}\n`);
  process.exit(told);
}
