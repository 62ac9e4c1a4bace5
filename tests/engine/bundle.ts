import { listChildren, loadFamily } from "#db/child.ts";
import { publishRevision } from "#db/offering.ts";
import { insertRequest, type RequestRow } from "#db/request.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { compileTree } from "#lib/core/plan/tree.ts";
import { checkWithChildren } from "#lib/commands/offering/children.ts";
import type { Stage } from "./harness.ts";

const requester = { kind: "person", id: "dev", name: "Dev" } as const;

/** Publishes a document with what it takes from others; answers its revision. Throws when it is not right. */
export async function publishSource({ db }: Pick<Stage, "db">, source: string): Promise<number> {
  return db.transaction(async (tx) => {
    const { offering: document, issues } = await checkWithChildren(tx, source, {});
    const [wrong] = issues.filter(({ severity }) => severity === "error");
    if (!document || wrong) throw new Error(`${wrong?.line}:${wrong?.column} ${wrong?.message}`);
    const digest = `${source.length}`;
    return publishRevision(tx, {
      document,
      source,
      digest,
      level: automationLevel(document),
      origin: "file",
      by: requester,
    });
  });
}

/** Publishes and orders a bundle with these answers. */
export async function orderSource(
  stage: Stage,
  source: string,
  inputs: JsonObject = {},
  secrets: Record<string, Json> = {},
): Promise<number> {
  const revision = await publishSource(stage, source);
  return stage.db.transaction(async (tx) => {
    const { offering } = await checkWithChildren(tx, source, {});
    if (!offering) throw new Error("No document.");
    const { name, title } = offering.metadata;
    const place = { team: "checkout", project: "checkout", environment: "dev" };
    const context = { requester: "dev", ...place, vars: {} };
    const order = { offering, revision, operation: "create", inputs, context };
    const { plan } = compileTree(order, secrets, await loadFamily(tx, offering));
    const person = { requester, person: "dev", door: "rest" } as const;
    const facts = { offering: name, revision, operation: "create", inputs, secrets, plan, planHash: "test", title };
    return (await insertRequest(tx, { ...facts, ...place, ...person })).number;
  });
}

/** The requests that a request has ordered, once there are so many. */
export async function childrenReach(stage: Stage, number: number, count: number): Promise<RequestRow[]> {
  await stage.until(async () => (await listChildren(stage.db, [number])).length >= count);
  return listChildren(stage.db, [number]);
}
