import { z } from "zod";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import { listConnections, removeConnection as dropConnection } from "#db/connection.ts";
import { type ConnectionUse, loadConnectionUses } from "#db/connection-use.ts";
import { command } from "../command.ts";

/** Removes a connection with its credential. One that is in use only when that is said: what uses it fails from then on. */
export const removeConnection = command({
  verb: "connection.remove",
  schema: z.strictObject({
    name: z.string().max(63),
    anyway: z.boolean().default(false).describe("Also when offerings or open requests use it."),
  }),
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, input: { name, anyway } }) => {
    const connections = await listConnections(tx);
    if (!connections.some((one) => one.name === name)) throw gone(name);
    const use = (await loadConnectionUses(tx, connections)).get(name) ?? { offerings: [], requests: [] };
    if (!anyway && use.offerings.length + use.requests.length > 0) throw inUse(name, use);
    if (!(await dropConnection(tx, name))) throw gone(name);
    const detail = { offerings: use.offerings.map((one) => one.name), requests: use.requests.map(formatNumber) };
    return { value: { name }, detail };
  },
});

const gone = (name: string) => new Problem("not_found", `There is no connection “${name}”.`);

function inUse(name: string, { offerings, requests }: ConnectionUse): Problem {
  const uses = [
    ...offerings.map((one) => `The offering ${one.title} (${one.name}) uses it.`),
    ...requests.map((number) => `${formatNumber(number)} has steps left that go through it.`),
  ];
  const issues = uses.map((message): Issue => ({ severity: "warning", path: "", message }));
  return new Problem("conflict", `The connection “${name}” is in use.`, {
    remedy: "Have these use another one first, or say that it is to be removed anyway: their steps then fail.",
    issues,
  });
}
