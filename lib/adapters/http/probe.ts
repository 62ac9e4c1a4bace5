import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, note, ok } from "../probe.ts";
import { type Answer, call, CallFailed, httpAt, unwelcome } from "./call.ts";

/** Does the address answer? Only its own base is asked: what a path does when it is called, nobody can know. */
export async function probeHttp({ connection: given, signal }: ProbeContext): Promise<Finding[]> {
  const connection = httpAt(given);
  const calling = { connection, signal, log: () => {} };
  const address = new URL(connection.baseUrl);
  try {
    const head = await call(calling, { method: "HEAD", address });
    const answer = noHead.has(head.status) ? await call(calling, { method: "GET", address }) : head;
    if (isTrouble(answer)) return [failed(unwelcome(answer, connection))];
    if (answer.status >= 300 && answer.status < 400)
      return [note(`“${connection.name}” answers, and points to another address, which PAO does not follow.`)];
    const bare = answer.status < 400 ? "" : ` (${answer.status} at its base, below which the calls go)`;
    return [ok(`“${connection.name}” answers at ${address.host}${bare}.`)];
  } catch (error) {
    if (error instanceof CallFailed) return [failed(error.failure)];
    throw error;
  }
}

/** Not every server knows HEAD. */
const noHead = new Set([400, 405, 501]);

/** Other refusals say nothing about the paths below: few servers have anything at their base. */
function isTrouble({ status }: Answer): boolean {
  return status >= 500 || status === 401 || status === 429;
}
