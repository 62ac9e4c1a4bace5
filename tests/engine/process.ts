import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const main = path.resolve(import.meta.dirname, "../../lib/engine/main.ts");

/** An engine as `npm start` runs it, in a process of its own. End it yourself. */
export function spawnEngine(databaseUrl: string, settings: Readonly<Record<string, string>> = {}): ChildProcess {
  const env = { ...process.env, DATABASE_URL: databaseUrl, PAO_SANDBOX: "1", ...settings };
  return spawn(process.execPath, [main], { env, stdio: ["ignore", "ignore", "inherit"] });
}
