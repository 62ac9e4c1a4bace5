import { databaseUrl, env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { endWithParent } from "#lib/process.ts";
import { createSandbox } from "#lib/sandbox/sandbox.ts";

const { sandboxPort, PAO_SANDBOX_LAG_MS, baseUrl } = env();

try {
  const sandbox = await createSandbox({
    databaseUrl: databaseUrl(),
    port: sandboxPort,
    lagMs: PAO_SANDBOX_LAG_MS,
    mainUrl: baseUrl,
  });
  endWithParent(() => sandbox.close());
  log.info("sandbox ready", { url: sandbox.url });
} catch (error) {
  log.error("the sandbox could not start", { port: sandboxPort, error });
  process.exit(1);
}
