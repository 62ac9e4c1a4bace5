import { databaseUrl, env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { endWithParent } from "#lib/process.ts";
import { createSandbox } from "#lib/sandbox/sandbox.ts";

const { PORT, sandboxPort, PAO_SANDBOX_LAG_MS, PAO_SANDBOX_WEBHOOK_SECRET: secret, baseUrl } = env();
/** Most of the real ones arrive within a second or two; here somebody is watching. */
const webhookLagMs = 200;

try {
  const sandbox = await createSandbox({
    databaseUrl: databaseUrl(),
    port: sandboxPort,
    lagMs: PAO_SANDBOX_LAG_MS,
    mainUrl: baseUrl,
    ...(secret === undefined
      ? {}
      : { webhooks: { url: `http://127.0.0.1:${PORT}/api/webhooks`, secret, lagMs: webhookLagMs } }),
  });
  endWithParent(() => sandbox.close());
  log.info("sandbox ready", { url: sandbox.url });
} catch (error) {
  log.error("the sandbox could not start", { port: sandboxPort, error });
  process.exit(1);
}
