import { z } from "zod";
import type { JsonObject } from "#lib/core/json.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { readersOf } from "#db/held.ts";
import { loadCurrent } from "#db/offering.ts";
import { loadVars } from "#db/organisation.ts";
import { changeVariable, lockVariable } from "#db/variable.ts";
import { command } from "../command.ts";
import { checkWithChildren } from "../offering/children.ts";
import { varValue } from "./add-var.ts";
import { changesOf, knownName, seen, version } from "./row.ts";

/** Changes a constant for every order from now on; one that is under way keeps what its plan was made with. */
export const changeVar = command({
  verb: "var.change",
  schema: z.strictObject({ name: knownName, value: varValue, version }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `var:${name}`,
  handler: async ({ tx, input }) => {
    const { name, value } = input;
    const before = seen(await lockVariable(tx, name), `var “${name}”`, input.version);
    const readers = await readersOf(tx, name);
    const issues = await broken(tx, readers, { [name]: value });
    if (issues.length > 0)
      throw new Problem(
        "conflict",
        `With this value ${issues.length === 1 ? "an offering" : "offerings"} could not be ordered any more.`,
        {
          remedy:
            "Give it a value of the same type, or add another var, have the documents changed, and remove this one.",
          issues,
        },
      );
    await changeVariable(tx, name, value);
    const detail = { readers, ...changesOf({ value: before.value }, { value }) };
    return { value: { name, value, version: before.version + 1, readers }, detail };
  },
});

/** What would be wrong with documents that is right today. */
async function broken(tx: Transaction, readers: readonly string[], change: JsonObject): Promise<Issue[]> {
  const vars = await loadVars(tx);
  const issues: Issue[] = [];
  for (const reader of readers) {
    const current = await loadCurrent(tx, reader);
    if (!current) continue;
    const errorsWith = async (given: JsonObject) => {
      const { issues: found } = await checkWithChildren(tx, current.source, { vars: given });
      return found.filter(({ severity }) => severity === "error");
    };
    const known = new Set((await errorsWith(vars)).map(said));
    const fresh = (await errorsWith({ ...vars, ...change })).filter((issue) => !known.has(said(issue)));
    issues.push(...fresh.map((issue) => inDocument(reader, issue)));
  }
  return issues.slice(0, 20);
}

const said = ({ path, message }: Issue) => `${path} ${message}`;

function inDocument(offering: string, { message, line }: Issue): Issue {
  const where = line === undefined ? offering : `${offering}, line ${line}`;
  return { severity: "error", path: "/value", message: `${where}: ${message}` };
}
