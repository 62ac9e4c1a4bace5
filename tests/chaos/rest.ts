import type { Processes } from "./processes.ts";

export type Who = "developer" | "approver" | "admin";

export interface Answered {
  status: number;
  text: string;
}

/** PAO by REST, as a client that knows several webs: asks the next one when one is away. */
export class Rest {
  readonly #processes: Processes;
  #turn = 0;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  /** Undefined when there was no answer: then nobody knows what has happened. */
  async post(who: Who, path: string, body: object, more: Record<string, string> = {}): Promise<Answered | undefined> {
    const { webs } = this.#processes;
    const web = webs[this.#turn++ % webs.length] ?? "";
    return call(`${web}/api/v1${path}`, "POST", body, { authorization: `Bearer sandbox-${who}`, ...more });
  }
}

/** The stand-ins, as people on the other side use them. */
export async function outside(
  { sandbox }: Processes,
  method: string,
  path: string,
  body: object,
): Promise<Answered | undefined> {
  const jira = `Basic ${btoa("pao@sandbox.example:sandbox")}`;
  const authorization = path.startsWith("/jira/") ? jira : "token sandbox";
  return call(sandbox + path, method, body, { authorization });
}

async function call(
  address: string,
  method: string,
  body: object,
  headers: Record<string, string>,
): Promise<Answered | undefined> {
  try {
    const answer = await fetch(address, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}
