import type { openDatabase } from "#db/client.ts";
import { loadSteps } from "#db/request.ts";
import type { Command } from "#lib/commands/command.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import type { Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";

type Opened = ReturnType<typeof openDatabase>;

/** A person's retry. */
export async function retry(opened: Opened, number: number, step: string): Promise<void> {
  await give(opened, retryStep, { number: formatNumber(number), step });
}

/** A person's "done" to a task, by somebody of the team that has it. */
export async function complete(opened: Opened, number: number, id: string, outputs: JsonObject): Promise<void> {
  const step = (await loadSteps(opened.db, number)).find((one) => one.id === id);
  await give(
    opened,
    completeTask,
    { number: formatNumber(number), step: id, outputs },
    step?.assignedTeam ?? undefined,
  );
}

/** A process has one database, and a test may have several: one command at a time is given, on the one it is meant for. */
let given: Promise<unknown> = Promise.resolve();

async function give<T>(opened: Opened, command: Command<T>, input: JsonObject, team = "checkout"): Promise<void> {
  const next = given.then(async () => {
    const before = globalThis.paoDatabase;
    globalThis.paoDatabase = opened;
    try {
      return await command({ actor: memberOf(team), door: "rest" }, input);
    } finally {
      globalThis.paoDatabase = before;
    }
  });
  given = next.catch(() => {});
  const result = await next;
  if (!result.ok) throw new Error(`${result.problem.message} ${JSON.stringify(result.problem.issues)}`);
}

const memberOf = (team: string): Actor => ({
  kind: "person",
  id: "dev",
  name: "Dev",
  teams: { checkout: ["member"], [team]: ["member"] },
  roles: [],
});
