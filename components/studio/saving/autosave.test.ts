import { describe, expect, test } from "vitest";
import type { ProblemView, Result } from "#lib/core/problem.ts";
import { Autosave, type Copy, type Effects, type Stored } from "./autosave.ts";

const first: Stored = { source: "a", version: 1, savedAt: "2026-01-01T10:00:00Z", savedBy: "Ada", state: "open" };
const conflict: ProblemView = { code: "conflict", message: "Grace saved this 5 s ago.", issues: [] };
const stranger: ProblemView = { code: "unauthenticated", message: "You are not signed in.", issues: [] };

/** A server with one draft, a clock that is moved by hand, and what the browser keeps. */
function place() {
  let draft = first;
  let copy: Copy | null = null;
  let down = false;
  let losesAnswer = false;
  let signedIn = true;
  let waiting: { work: () => void; at: number }[] = [];
  let now = 0;
  const others = (source: string, state: Stored["state"] = "open") => {
    draft = { ...draft, source, state, version: draft.version + 1, savedBy: "Grace" };
  };
  const save = async (source: string, version: number): Promise<Result<Stored>> => {
    if (down) throw new TypeError("Failed to fetch");
    if (!signedIn) return { ok: false, problem: stranger };
    if (draft.state !== "open" || version !== draft.version) return { ok: false, problem: conflict };
    draft = { ...draft, source, version: version + 1, savedBy: "Ada" };
    if (!losesAnswer) return { ok: true, value: draft };
    losesAnswer = false;
    throw new TypeError("Failed to fetch");
  };
  const effects: Effects = {
    save,
    look: async () => {
      if (!signedIn) throw new Error("You are not signed in.");
      return draft;
    },
    remember: (next) => (copy = next),
    later: (work, ms) => {
      const one = { work, at: now + ms };
      waiting.push(one);
      return () => (waiting = waiting.filter((each) => each !== one));
    },
  };
  const pass = async (ms: number) => {
    now += ms;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { work } of due) work();
    await settled();
  };
  return {
    saving: new Autosave(first, effects),
    pass,
    others,
    server: () => draft,
    kept: () => copy,
    goDown: (value: boolean) => (down = value),
    signIn: (value: boolean) => (signedIn = value),
    loseAnswer: () => (losesAnswer = true),
  };
}

/** Everything that only waits for promises has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("what is typed", () => {
  test("is saved a moment after the last change, once, and kept in the browser until then", async () => {
    const { saving, pass, server, kept } = place();
    saving.change("ab");
    await pass(600);
    saving.change("abc");
    await pass(600);
    expect(server().version).toBe(1);
    expect(kept()).toEqual({ source: "abc", version: 1 });
    await pass(600);
    expect(server()).toMatchObject({ source: "abc", version: 2 });
    expect(saving.read().phase.kind).toBe("saved");
    expect(kept()).toBeNull();
  });

  test("is saved now and then while nobody pauses", async () => {
    const { saving, pass, server } = place();
    for (let letter = 0; letter < 20; letter += 1) {
      saving.change(`a${"x".repeat(letter + 1)}`);
      await pass(500);
    }
    expect(server().version).toBeGreaterThan(1);
  });

  test("while a save is on its way is saved after it, upon what that made", async () => {
    const { saving, pass, server } = place();
    saving.change("ab");
    const saved = saving.flush();
    saving.change("abc");
    await saved;
    await pass(1_000);
    expect(server()).toMatchObject({ source: "abc", version: 3 });
    expect(saving.read().phase.kind).toBe("saved");
  });

  test("is saved once somebody waits for it, also what came while a save was on its way", async () => {
    const { saving, server } = place();
    saving.change("ab");
    void saving.flush();
    saving.change("abc");
    await saving.flush();
    expect(server()).toMatchObject({ source: "abc", version: 3 });
    expect(saving.read().phase.kind).toBe("saved");
  });

  test("and taken back needs no save", async () => {
    const { saving, pass, server, kept } = place();
    saving.change("ab");
    saving.change("a");
    await pass(1_000);
    expect(server().version).toBe(1);
    expect(saving.read().phase.kind).toBe("saved");
    expect(kept()).toBeNull();
  });
});

describe("a server that does not answer", () => {
  test("is asked again until it does, and nothing is lost", async () => {
    const { saving, pass, server, goDown, kept } = place();
    goDown(true);
    saving.change("ab");
    await pass(1_000);
    expect(saving.read().phase).toEqual({ kind: "lost", problem: null });
    saving.change("abc");
    await pass(2_000);
    expect(kept()).toEqual({ source: "abc", version: 1 });
    goDown(false);
    await saving.flush();
    expect(server()).toMatchObject({ source: "abc", version: 2 });
    expect(saving.read().phase.kind).toBe("saved");
  });

  test("is not asked again from a page that was left, which keeps what it could not save", async () => {
    const { saving, pass, server, goDown, kept } = place();
    goDown(true);
    saving.change("ab");
    await saving.close();
    goDown(false);
    await pass(60_000);
    expect(server().version).toBe(1);
    expect(kept()).toEqual({ source: "ab", version: 1 });
  });

  test("and had saved it all the same is no conflict with oneself", async () => {
    const { saving, pass, server, loseAnswer } = place();
    loseAnswer();
    saving.change("ab");
    await pass(1_000);
    expect(saving.read().phase.kind).toBe("lost");
    await pass(2_000);
    expect(server().version).toBe(2);
    expect(saving.read()).toMatchObject({ source: "ab", phase: { kind: "saved" } });
  });
});

test("a session that has ended is said, and what is typed is kept until there is one again", async () => {
  const { saving, pass, server, signIn, kept } = place();
  signIn(false);
  saving.change("ab");
  await pass(1_000);
  saving.change("abc");
  await pass(1_000);
  expect(saving.read().phase).toEqual({ kind: "lost", problem: stranger });
  expect(kept()).toEqual({ source: "abc", version: 1 });
  signIn(true);
  await saving.flush();
  expect(server()).toMatchObject({ source: "abc", version: 2 });
  expect(kept()).toBeNull();
});

describe("somebody else", () => {
  test("who saved first is not overwritten, and both texts are there to choose from", async () => {
    const { saving, pass, others, server, kept } = place();
    saving.change("mine");
    others("theirs");
    await pass(1_000);
    expect(server().source).toBe("theirs");
    expect(saving.read()).toMatchObject({ source: "mine", phase: { kind: "conflict", theirs: { savedBy: "Grace" } } });
    saving.change("mine still");
    await pass(10_000);
    expect(server().source).toBe("theirs");
    expect(kept()?.source).toBe("mine still");
  });

  test("who changed other lines loses nothing, and neither does who is typing", async () => {
    const { saving, pass, others, server, kept } = place();
    saving.change("a\n\nb");
    await saving.flush();
    saving.change("a\n\nb, mine");
    others("theirs, a\n\nb");
    await pass(1_000);
    const joined = "theirs, a\n\nb, mine";
    const news = { theirs: { savedBy: "Grace" }, before: "a\n\nb, mine", joined: true };
    expect(saving.read()).toMatchObject({ source: joined, phase: { kind: "unsaved" }, news });
    expect(kept()?.source).toBe(joined);
    await pass(1_000);
    expect(server().source).toBe(joined);
    expect(saving.read()).toMatchObject({ phase: { kind: "saved" }, news });
    saving.putAway();
    expect(saving.read().news).toBeNull();
  });

  test("gives way to mine as a new save once that is chosen", async () => {
    const { saving, pass, others, server } = place();
    saving.change("mine");
    others("theirs");
    await pass(1_000);
    saving.keepMine();
    await settled();
    expect(server()).toMatchObject({ source: "mine", version: 3 });
  });

  test("is taken over where that is chosen", async () => {
    const { saving, pass, others, server, kept } = place();
    saving.change("mine");
    others("theirs");
    await pass(1_000);
    saving.takeTheirs();
    expect(saving.read()).toMatchObject({ source: "theirs", phase: { kind: "saved" } });
    expect(kept()).toBeNull();
    saving.change("theirs and mine");
    await pass(1_000);
    expect(server()).toMatchObject({ source: "theirs and mine", version: 3 });
  });

  test("is followed by whoever has typed nothing, and told to whoever has", async () => {
    const { saving, others, server } = place();
    others("theirs");
    saving.heard(server());
    const news = { before: "a", joined: false };
    expect(saving.read()).toMatchObject({ source: "theirs", phase: { kind: "saved" }, news });
    saving.change("theirs and mine");
    others("theirs again");
    saving.heard(server());
    expect(saving.read()).toMatchObject({ source: "theirs and mine", phase: { kind: "conflict" } });
  });

  test("who published or discarded it ends the saving, and what is here stays", async () => {
    const { saving, pass, others, kept } = place();
    others("theirs", "published");
    saving.change("mine");
    await pass(1_000);
    expect(saving.read()).toMatchObject({ source: "mine", phase: { kind: "ended", as: { state: "published" } } });
    expect(kept()?.source).toBe("mine");
  });
});

describe("what an earlier visit left unsaved", () => {
  test("is saved when nobody has changed the draft since", async () => {
    const { saving, pass, server } = place();
    saving.restore({ source: "left", version: 1 });
    await pass(1_000);
    expect(server()).toMatchObject({ source: "left", version: 2 });
  });

  test("is put beside what somebody has saved since", () => {
    const { saving } = place();
    saving.restore({ source: "left", version: 0 });
    expect(saving.read()).toMatchObject({ source: "left", phase: { kind: "conflict", theirs: first } });
  });
});
