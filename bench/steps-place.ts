import path from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "#db/client.ts";
import { loadCurrent } from "#db/offering.ts";
import { insertRequest } from "#db/request.ts";
import { compilePlan } from "#lib/core/plan/compile.ts";
import { type Environment, launch, runToEnd } from "#scripts/start/child.ts";
import { untilSaid } from "./engines.ts";

/** A database of its own for what engines do, beside PAO's on the same server. */
export interface StepsPlace {
  db: Database;
  url: string;
  /** The outside that all steps call. */
  noop: string;
  /** For engines on it. */
  environment: Environment;
  close(): Promise<void>;
}

/** How many steps an engine moves at the same time. */
export const workers = 10;

export async function openStepsPlace(folder: string, paoUrl: string): Promise<StepsPlace> {
  const url = paoUrl.replace(/\/pao$/, "/pao_steps");
  const sql = postgres(paoUrl, { max: 1, onnotice: () => {} });
  await sql`create database pao_steps`;
  await sql.end();
  const environment = environmentFor(folder, url);
  const { code, said } = await runToEnd(["scripts/prepare.ts", "--content"], environment);
  if (code !== 0) throw new Error(`The database for steps could not be prepared:\n${said}`);
  const server = launch(["bench/noop.ts"], process.env);
  const noop = `http://127.0.0.1:${await untilSaid(server, "")}`;
  const opened = openDatabase(url, { poolSize: 4 });
  const close = async () => {
    server.kill("SIGTERM");
    await opened.close();
  };
  await opened.db.execute(`update connection set base_url = '${noop}' where name = 'platform'`);
  return { db: opened.db, url, noop, environment, close };
}

function environmentFor(folder: string, url: string): Environment {
  return {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: url,
    PAO_OWN_DATABASE: "1",
    PAO_SANDBOX: "1",
    PAO_OUTBOUND_ALLOW: "127.0.0.1",
    PAO_DATA_DIR: path.join(folder, "data"),
    PAO_OFFERINGS_DIR: path.join(folder, "offerings"),
    PAO_ENGINE_CONCURRENCY: String(workers),
    PAO_PROCESS: "prepare",
  };
}

const requester = { kind: "person", id: "developer", name: "Demo developer" } as const;

/** Writes what the command writes for an order. */
export async function placeOrder({ db }: Pick<StepsPlace, "db">, name: string): Promise<number> {
  const where = { project: "checkout", environment: "dev", team: "checkout" };
  const current = await loadCurrent(db, name);
  if (!current) throw new Error(`${name} is not offered.`);
  const { document, number: revision } = current;
  const inputs = { name: "measured" };
  const context = { requester: "developer", ...where, vars: {} };
  const plan = compilePlan({ offering: document, revision, operation: "create", inputs, context });
  const order = { offering: name, revision, operation: "create", ...where, requester, person: "developer", inputs };
  return db.transaction(async (tx) => {
    const asked = { ...order, door: "rest", title: "measured", secrets: {}, plan, planHash: "measured" } as const;
    return (await insertRequest(tx, asked)).number;
  });
}
