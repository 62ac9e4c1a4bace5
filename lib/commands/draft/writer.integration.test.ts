import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDocument } from "#lib/commands/offering/check.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { Command } from "#lib/commands/command.ts";
import type { ProblemView } from "#lib/core/problem.ts";
import { compareView } from "#lib/views/studio/compare.ts";
import { replayOfDraft } from "#lib/views/studio/replay.ts";
import { manualOffering } from "#tests/documents.ts";
import { type DemoUser, freshPortal, type Portal } from "#tests/portal.ts";
import { beginDraft } from "./begin.ts";
import { planDraft } from "./plan.ts";
import { publishDraft } from "./publish.ts";
import { saveDraft } from "./save.ts";

// Whoever may read an offering may propose any text of it: what PAO says of that text is for their eyes.

const written = (name: string, step: string, more = "") => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: A, summary: x, owner: data-platform, category: c${more} }
inputs: { type: object, properties: {} }
fulfillment:
  steps:
    - { id: first, ${step} }
`;
const told = (text: string, when = "") =>
  `uses: manual, ${when}with: { team: data-platform, instructions: ${JSON.stringify(text)} }`;
const ordersHidden = "uses: offering, with: { offering: hidden, inputs: { size: 3 } }";
const hidden = `apiVersion: pao/v1
kind: Offering
metadata: { name: hidden, title: Hidden thing, summary: x, owner: compute, category: c, availableTo: [networking] }
inputs: { type: object, required: [size], properties: { size: { type: integer, title: Size } } }
fulfillment:
  steps:
    - { id: first, ${told("confidential, of size ${{ inputs.size }}").replace("data-platform", "compute")} }
`;
const place = { project: "checkout", environment: "dev" };

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal({
    "access-grant.yaml": manualOffering,
    "hidden.yaml": hidden,
    "pair.yaml": written("pair", ordersHidden),
  });
});
afterAll(() => portal?.close());

const answer = async <T>(verb: Command<T>, input: object, user: DemoUser = "developer") =>
  verb({ actor: await portal.actor(user), door: "rest" }, input);

async function done<T>(verb: Command<T>, input: object, user?: DemoUser): Promise<T> {
  const given = await answer(verb, input, user);
  if (!given.ok) throw new Error(JSON.stringify(given.problem));
  return given.value;
}

async function refused(verb: Command<unknown>, input: object, user?: DemoUser): Promise<ProblemView> {
  const given = await answer(verb, input, user);
  if (given.ok) throw new Error("It was not refused.");
  return given.problem;
}

const planned = async (source: string, user: DemoUser = "developer", offering = "access-grant") =>
  done(planDraft, { id: (await done(beginDraft, { offering }, user)).id, ...place, source }, user);

describe("what a text would do", () => {
  test("is told without the platform's constants to whom they are not shown", async () => {
    const reads = written("access-grant", told("at ${{ vars.domain }}", "if: \"${{ vars.domain == 'x' }}\", "));
    const known = JSON.stringify(await planned(written("access-grant", told("at ${{ vars.domain }}")), "author"));
    const [, domain = ""] = /at ([^\s"\\]+)/.exec(known) ?? [];
    expect(domain).not.toBe("");
    const shown = JSON.stringify(await planned(reads));
    expect(shown).toContain("‹a constant of the platform›");
    expect(shown).not.toContain(domain);
    for (const guess of ["string(vars)", "vars['domain']", "vars.map(name, vars[name]).join()"]) {
      const asked = written("access-grant", told("at ${{ " + guess + " }}"));
      const { id } = await done(beginDraft, { offering: "access-grant" });
      expect(JSON.stringify(await answer(planDraft, { id, ...place, source: asked }))).not.toContain(domain);
    }
  });

  test("is not told of an offering that is not offered to them, as if there was none", async () => {
    const { id } = await done(beginDraft, { offering: "access-grant" });
    const source = written("access-grant", ordersHidden);
    const problem = await refused(planDraft, { id, ...place, source });
    const none = await refused(planDraft, { id, ...place, source: source.replace("hidden", "nowhere") });
    expect(problem).toMatchObject({ code: "invalid", issues: [{ line: 7, severity: "error" }] });
    expect(JSON.stringify(problem).replaceAll("hidden", "nowhere")).toBe(JSON.stringify(none));
    const { issues } = await done(checkDocument, { source });
    expect(issues.map(({ message }) => message).join()).not.toContain("Size");
    expect(issues).toMatchObject(problem.issues);
  });

  test("is told of the parts that it is made of already", async () => {
    expect(JSON.stringify(await planned(written("pair", ordersHidden, ", tags: [x]"), "developer", "pair"))).toContain(
      "Hidden thing",
    );
    const source = written("pair", ordersHidden, ", tags: [y]");
    const { id, version } = await done(beginDraft, { offering: "pair", source }, "author");
    expect(await done(publishDraft, { id, version, note: "Tagged." }, "author")).toMatchObject({ revision: 2 });
  });

  test("can't be published by whoever may not see a part of it", async () => {
    const { id, version } = await done(beginDraft, { source: written("another", ordersHidden) }, "author");
    expect(await refused(publishDraft, { id, version, note: "With a part." }, "author")).toMatchObject({
      code: "invalid",
      issues: [{ path: "/fulfillment/steps/0/with/offering" }],
    });
  });
});

describe("what a text means for past orders", () => {
  const asked = (pattern: string) => manualOffering.replace("^[a-z][a-z0-9-]{2,28}$", pattern);
  const order = { offering: "access-grant", environment: "dev" };

  test("is told of those that its writer may see: its patterns find out nothing about those of others", async () => {
    const { number: theirs } = await done(
      orderRequest,
      { ...order, project: "databases-lab", inputs: { name: "merger", reason: "x" } },
      "author",
    );
    const { number: own } = await done(orderRequest, {
      ...order,
      project: "checkout",
      inputs: { name: "basket", reason: "x" },
    });
    const { id, version } = await done(beginDraft, { offering: "access-grant" });
    await done(saveDraft, { id, version, source: asked("^mer") });
    const developer = await portal.actor("developer");
    const replay = await replayOfDraft(developer, id);
    expect(replay).toMatchObject({ everyones: false, orders: 1, over: 1, valid: 0, fails: 1 });
    expect(replay.running).toEqual([{ revision: 1, count: 1 }]);
    expect(replay.questions.flatMap(({ examples }) => examples)).toEqual([own]);
    expect((await compareView(developer, "access-grant", { to: id })).replay).toEqual(replay);
    const all = await replayOfDraft(await portal.actor("admin"), id).catch(() => null);
    expect(all).toBeNull();
    const team = await done(beginDraft, { offering: "access-grant", proposal: true, source: asked("^bas") }, "author");
    const whole = await replayOfDraft(await portal.actor("author"), team.id);
    expect(whole).toMatchObject({ everyones: true, orders: 2, valid: 1, fails: 1 });
    expect(whole.questions.flatMap(({ examples }) => examples)).toEqual([theirs]);
  });

  test("is not tried with a text that is not right: a pattern of it could take for ever", async () => {
    const name = `${"a".repeat(27)}-`;
    await done(orderRequest, { ...order, project: "checkout", inputs: { name, reason: "x" } });
    const { id, version } = await done(beginDraft, { offering: "access-grant" });
    await done(saveDraft, { id, version, source: asked("^(a+)+$") });
    const developer = await portal.actor("developer");
    await expect(replayOfDraft(developer, id)).rejects.toMatchObject({ code: "invalid" });
    expect(await compareView(developer, "access-grant", { to: id })).toMatchObject({ replay: null });
  });
});
