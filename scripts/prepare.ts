import { databaseUrl } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { endWithParent } from "#lib/process.ts";

/** Brings the database up to date: the schema always, what is in it (organisation, offerings, connections) with `--content`. */
endWithParent();
const { migrate } = await import("#db/migrate.ts");
await migrate(databaseUrl());
if (process.argv.includes("--content")) {
  const { prepare } = await import("#lib/commands/prepare.ts");
  await prepare();
}
log.info("the database is up to date");
process.exit(0);
