import packageJson from "../../package.json" with { type: "json" };
import { databaseUrl, env } from "#lib/env.ts";
import { endWithParent } from "#lib/process.ts";
import { startEngine } from "./start.ts";

const { PAO_DATA_DIR, PAO_ENGINE_CONCURRENCY, baseUrl, sandbox } = env();

const engine = await startEngine({
  databaseUrl: databaseUrl(),
  concurrency: PAO_ENGINE_CONCURRENCY,
  baseUrl,
  version: packageJson.version,
  dataDir: PAO_DATA_DIR,
  longestPauseSeconds: sandbox ? 3 : 60,
});

endWithParent(() => engine.stop());
