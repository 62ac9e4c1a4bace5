import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { listConnections, openConnection } from "#db/connection.ts";
import { loadPerson } from "#db/organisation.ts";
import { demoPeople } from "#db/seed/demo.ts";
import { audit, connection, membership, person, token } from "#db/tables.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { env } from "#lib/env.ts";
import { actorOfToken } from "#lib/views/session/actor.ts";
import { signInView } from "#lib/views/session/sign-in.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { checkContext } from "./offering/context.ts";
import { readOfferingFiles } from "./offering/files.ts";
import { readModules } from "./offering/modules.ts";
import { prepare } from "./prepare.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal({});
});

afterAll(() => portal.close());

const auditCount = async () => (await database().select().from(audit)).length;

test("the sandbox has its people, each with the token that the README prints", async () => {
  for (const { id, teams, roles } of demoPeople)
    expect(await actorOfToken(`sandbox-${id}`)).toMatchObject({ kind: "token", person: id, teams, roles });
  expect(signInView()).toMatchObject({ provider: "sandbox", people: demoPeople.map(({ id }) => ({ id })) });
});

test("a second start adds nothing and undoes nothing that somebody changed", async () => {
  await database().update(person).set({ name: "Ada" }).where(eq(person.id, "developer"));
  await database().delete(membership).where(eq(membership.person, "approver"));
  const before = await auditCount();
  await prepare();
  expect((await loadPerson(database(), "developer"))?.name).toBe("Ada");
  expect((await loadPerson(database(), "approver"))?.teams).toEqual({});
  expect(await auditCount()).toBe(before);
});

test("the sandbox's connections lead to where it listens today", async () => {
  await database().update(connection).set({ baseUrl: "http://127.0.0.1:1/jira" }).where(eq(connection.name, "jira"));
  await prepare();
  const at = `http://127.0.0.1:${env().sandboxPort}`;
  expect((await listConnections(database())).map(({ name, baseUrl }) => [name, baseUrl])).toEqual([
    ["github", `${at}/github/api/v3`],
    ["jira", `${at}/jira`],
    ["platform", `${at}/platform`],
  ]);
  expect(await openConnection(database(), "jira")).toMatchObject({
    credential: { email: "pao@sandbox.example", token: "sandbox" },
  });
});

test("a credential is nowhere in clear", async () => {
  const [row] = await database().select().from(connection).where(eq(connection.name, "jira"));
  expect(row?.sealedCredential).not.toContain("sandbox");
  expect(JSON.stringify(await database().select().from(token))).not.toContain("sandbox-developer");
});

test("every shipped offering fits the sandbox's organisation, connections and modules, without a warning", async () => {
  const folder = path.resolve(import.meta.dirname, "../../offerings");
  const files = await readOfferingFiles(folder);
  expect(files.length).toBeGreaterThan(10);
  const modules = Object.fromEntries(await readModules(folder));
  const context = await database().transaction((tx) => checkContext(tx, [], modules));
  const told = files.flatMap(({ file, source }) =>
    checkOffering(source, context).issues.map(({ message }) => `${file}: ${message}`),
  );
  expect(told).toEqual([]);
});
