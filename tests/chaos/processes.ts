import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Environment, endAll, runToEnd } from "#scripts/start/child.ts";
import { endRuns } from "#scripts/start/runs.ts";
import type { Dice } from "./dice.ts";
import type { Place } from "./place.ts";
import { type Kind, Postgres, type Role, Script } from "./role.ts";

export interface Cast {
  engines: number;
  webs: number;
}

const childPatienceMs = 5000;

/** All processes of a run. Whatever is killed comes back. */
export class Processes {
  readonly databaseUrl: string;
  readonly webs: readonly string[];
  readonly sandbox: string;
  readonly #database: Postgres;
  readonly #roles: readonly Role[];
  readonly #data: string;
  readonly #down = new Set<Role>();
  readonly #coming = new Set<Promise<void>>();
  readonly #watch: NodeJS.Timeout;

  private constructor(place: Place, port: number, webPorts: readonly number[], database: Postgres, roles: Role[]) {
    this.databaseUrl = database.url;
    this.webs = webPorts.map((each) => `http://127.0.0.1:${each}`);
    this.sandbox = `http://127.0.0.1:${port + 1}`;
    this.#database = database;
    this.#roles = roles;
    this.#data = place.data;
    this.#watch = setInterval(() => this.#raise(), 500);
  }

  /** The first web and the sandbox take two ports in a row, from `port` on; further webs those that follow. */
  static async start(place: Place, port: number, { engines, webs }: Cast): Promise<Processes> {
    const database = await Postgres.open(place.data);
    const environment = environmentFor(place, database.url, port);
    const { code, said } = await runToEnd(["scripts/prepare.ts", "--content"], environment);
    if (code !== 0 || /is not right/.test(said)) throw new Error(`The database could not be prepared:\n${said}`);
    const logs = path.join(place.data, "logs");
    mkdirSync(logs, { recursive: true });
    const webPorts = Array.from({ length: webs }, (_, n) => (n === 0 ? port : port + 1 + n));
    const shared = { ...environment, logs };
    const roles: Role[] = [
      database,
      new Script("sandbox", "sandbox", "lib/sandbox/main.ts", shared),
      ...webPorts.map((at, n) => new Script("web", `web-${n}`, "scripts/web.ts", { ...shared, PORT: String(at) })),
      ...Array.from({ length: engines }, (_, n) => new Script("engine", `engine-${n}`, "lib/engine/main.ts", shared)),
    ];
    await Promise.all(roles.filter((role) => role !== database).map((role) => role.start()));
    return new Processes(place, port, webPorts, database, roles);
  }

  /** Kills one of a kind; it is started again after so long. False when all of them are down. */
  async kill(kind: Kind, dice: Dice, backAfterMs: number): Promise<boolean> {
    const up = this.#roles.filter((role) => role.kind === kind && !this.#down.has(role));
    if (up.length === 0) return false;
    const victim = dice.pick(up.map((role) => [1, role] as const));
    this.#down.add(victim);
    await victim.kill();
    const back = pause(backAfterMs)
      .then(() => victim.start())
      .then(() => void this.#down.delete(victim));
    this.#coming.add(back);
    // One that can't come back is told to whoever waits for all of them.
    void back.then(() => this.#coming.delete(back)).catch(() => {});
    return true;
  }

  /** Once everything that was killed is back. */
  async whole(): Promise<void> {
    while (this.#coming.size > 0) await Promise.all(this.#coming);
  }

  async end(): Promise<void> {
    clearInterval(this.#watch);
    await Promise.allSettled(this.#coming);
    await endAll(childPatienceMs);
    await endRuns(this.#data, AbortSignal.timeout(10_000));
    await this.#database.stop();
  }

  #raise(): void {
    for (const role of this.#roles) if (!this.#down.has(role) && role.fell()) void role.start();
  }
}

const ofThisShell = /^(PAO_|NEXTAUTH_|AUTH_|OTEL_|DATABASE_URL$|PORT$|NODE_ENV$|NODE_OPTIONS$)/;

function environmentFor(place: Place, databaseUrl: string, port: number): Environment {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisShell.test(name))),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    PAO_OWN_DATABASE: "1",
    PAO_DATA_DIR: place.data,
    PAO_OFFERINGS_DIR: place.offerings,
    PAO_SANDBOX: "1",
    PAO_OUTBOUND_ALLOW: "127.0.0.1",
    PAO_SANDBOX_LAG_MS: "1500",
    PAO_SANDBOX_WEBHOOK_SECRET: randomBytes(32).toString("hex"),
    PAO_PROCESS: "prepare",
  };
}
