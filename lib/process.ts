import { log } from "./log.ts";

/**
 * Ends this process in an orderly way: on SIGTERM, SIGINT and SIGHUP, and when the parent is gone, however it died.
 * `npm start` gives each child an IPC channel for that: a killed parent closes it, where it could send no signal.
 * `stop` has `patienceMs`, then the process ends anyway.
 */
export function endWithParent(stop?: () => unknown, patienceMs = 5000): void {
  let ending = false;
  const end = (why: string) => {
    if (ending) return;
    ending = true;
    log.debug("stopping", { why });
    setTimeout(() => process.exit(1), patienceMs).unref();
    void finish(stop);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(signal));
  // A listener on "disconnect" would keep the process alive for the channel alone.
  process.on("disconnect", () => end("the parent is gone"));
  process.channel?.unref();
  // The pipes to a dead parent break; that is no reason to crash before `stop` is done.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => end("nobody listens any more"));
}

async function finish(stop: (() => unknown) | undefined): Promise<void> {
  try {
    await stop?.();
    process.exit(0);
  } catch (error) {
    log.error("stopping went wrong", { error });
    process.exit(1);
  }
}
