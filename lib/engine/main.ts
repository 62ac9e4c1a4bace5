import packageJson from "../../package.json" with { type: "json" };
import { guardOutbound } from "#lib/adapters/outbound.ts";
import { databaseUrl, env, outboundAllowed } from "#lib/env.ts";
import { endWithParent, outliveBrokenConnections } from "#lib/process.ts";
import { startEngine } from "./start.ts";

const { NODE_USE_ENV_PROXY, PAO_DATA_DIR, PAO_ENGINE_CONCURRENCY, baseUrl, sandbox } = env();

// Through a proxy, names are looked up and addresses judged there.
if (NODE_USE_ENV_PROXY !== "1") guardOutbound(outboundAllowed());

outliveBrokenConnections();
const engine = await startEngine({
  databaseUrl: databaseUrl(),
  concurrency: PAO_ENGINE_CONCURRENCY,
  baseUrl,
  version: packageJson.version,
  dataDir: PAO_DATA_DIR,
  longestPauseSeconds: sandbox ? 3 : 60,
});

endWithParent(() => engine.stop());
