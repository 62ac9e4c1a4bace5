import type { ChildProcess } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import path from "node:path";
import { type Embedded, startEmbedded } from "#db/embedded.ts";
import { type Environment, launch } from "#scripts/start/child.ts";

export type Kind = "engine" | "web" | "sandbox" | "postgres";

/** A process that can be killed and comes back. */
export interface Role {
  readonly kind: Kind;
  /** With -9: it is asked nothing. Resolves once it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ended without being killed: PAO's supervisor would start it again, and so do we. */
  fell(): boolean;
}

export class Script implements Role {
  readonly kind: Kind;
  readonly #words: string[];
  readonly #environment: Environment;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;

  constructor(kind: Kind, name: string, script: string, { logs, ...environment }: Environment & { logs: string }) {
    this.kind = kind;
    this.#words = [script];
    this.#environment = { ...environment, PAO_PROCESS: name };
    this.#log = createWriteStream(path.join(logs, `${name}.log`), { flags: "a" });
  }

  async start(): Promise<void> {
    this.#child = launch(this.#words, this.#environment);
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.pipe(this.#log, { end: false });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || this.fell()) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  fell(): boolean {
    return this.#child !== undefined && (this.#child.exitCode !== null || this.#child.signalCode !== null);
  }
}

export class Postgres implements Role {
  readonly kind = "postgres";
  readonly #directory: string;
  #server: Embedded;

  private constructor(directory: string, server: Embedded) {
    this.#directory = directory;
    this.#server = server;
  }

  static async open(directory: string): Promise<Postgres> {
    return new Postgres(directory, await startEmbedded({ directory }));
  }

  get url(): string {
    return this.#server.url;
  }

  /** On the port it had, by which the others know it. */
  async start(): Promise<void> {
    this.#server = await startEmbedded({ directory: this.#directory, port: this.#server.port });
  }

  async kill(): Promise<void> {
    process.kill(this.#server.pid, "SIGKILL");
    await this.#server.ended;
  }

  fell(): boolean {
    return false;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
