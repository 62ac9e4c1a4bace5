import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { launch, runToEnd } from "#scripts/start/child.ts";
import { memoryOf } from "./pao.ts";

const root = path.dirname(import.meta.dirname);
const next = path.join(root, "node_modules/next/dist/bin/next");

export interface EmptyNext {
  url: string;
  /** From the command to the first answer. */
  readyAfterMs: number;
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** The least that Next.js can be: one page with a heading, built and served as ours is. */
export async function serveEmptyNext(port: number): Promise<EmptyNext> {
  // Inside the repository, so that it finds the packages; in a folder that nothing else reads.
  const directory = path.join(root, ".pao", `bench-empty-${process.pid}`);
  mkdirSync(path.join(directory, "app"), { recursive: true });
  const layout = 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n';
  const page = 'export const dynamic = "force-dynamic";\nexport default () => <h1>Empty</h1>;\n';
  writeFileSync(path.join(directory, "app/layout.js"), layout);
  writeFileSync(path.join(directory, "app/page.js"), page);
  const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const { code, said } = await runToEnd([next, "build", directory], environment);
    if (code !== 0) throw new Error(`The empty page could not be built:\n${said}`);
    const began = performance.now();
    const server = launch([next, "start", directory, "-H", "127.0.0.1", "-p", String(port)], environment);
    const url = `http://127.0.0.1:${port}`;
    await untilAnswers(url, server);
    const readyAfterMs = performance.now() - began;
    const stop = () => end(server).finally(remove);
    return { url, readyAfterMs, memory: () => memoryOf(server.pid), stop };
  } catch (error) {
    remove();
    throw error;
  }
}

async function untilAnswers(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(20)) {
    if (server.exitCode !== null) break;
    const answered = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
  }
  await end(server);
  throw new Error("The empty page is not served.");
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}
