import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import { audit, person } from "#db/tables.ts";
import { demoPeople } from "#db/seed/demo.ts";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";

let portal: Portal;
let session: string;

beforeAll(async () => {
  portal = await freshPortal({});
  const answer = await signIn({ actor: null, door: "browser" }, { provider: "sandbox", user: "admin" });
  if (!answer.ok) throw new Error(answer.problem.message);
  session = answer.value.session;
});

afterAll(() => portal.close());

/** The same data folder, started with other settings. */
async function startedWith(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { prepare } = await import("./prepare.ts");
  const { actorOfSession, actorOfToken } = await import("#lib/views/session/actor.ts");
  const who = async () => ({ token: await actorOfToken("sandbox-admin"), session: await actorOfSession(session) });
  return { prepare, who };
}

const active = () => database().select({ id: person.id }).from(person).where(isNull(person.deactivatedAt));
const real = {
  PAO_SANDBOX: "0",
  PAO_OIDC_ISSUER: "https://id.example",
  PAO_OIDC_CLIENT_ID: "pao",
  PAO_OIDC_CLIENT_SECRET: "secret",
};
const sandbox = { PAO_SANDBOX: "1", PAO_OIDC_ISSUER: "", PAO_OIDC_CLIENT_ID: "", PAO_OIDC_CLIENT_SECRET: "" };

test("whom the sandbox let in is nobody once a real provider is configured, also before the start has ended them", async () => {
  const { prepare, who } = await startedWith(real);
  expect(await who()).toEqual({ token: null, session: null });
  await prepare();
  expect(await active()).toEqual([]);
  const ended = and(eq(audit.verb, "person.deactivate"), eq(audit.subject, "person:admin"));
  expect(await database().select().from(audit).where(ended)).toMatchObject([
    { door: "start", detail: { sessions: 1, tokens: 1, changes: { active: [true, false] } } },
  ]);
  await prepare();
  expect(await database().select().from(audit).where(ended)).toHaveLength(1);
});

test("back in the sandbox its people are let in again; sessions from before stay over", async () => {
  const { prepare, who } = await startedWith(sandbox);
  await prepare();
  expect((await active()).map(({ id }) => id).toSorted()).toEqual(demoPeople.map(({ id }) => id).toSorted());
  expect(await who()).toMatchObject({ token: { person: "admin", roles: ["admin"] }, session: null });
});
