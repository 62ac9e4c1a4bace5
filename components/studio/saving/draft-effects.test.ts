import { afterEach, expect, test, vi } from "vitest";
import type { Stored } from "./autosave.ts";
import { Autosave } from "./autosave.ts";
import { draftEffects } from "./draft-effects.ts";

afterEach(() => vi.unstubAllGlobals());

const published = "one\ntwo\nthree\n";

/** Somebody types into what was published, where a draft is open already that began with another text. */
function typed(there: string, text: string) {
  let draft = { id: "1", offering: "lake", source: there, version: 1, savedBy: "Grace", savedAt: "", state: "open" };
  vi.stubGlobal("fetch", async () => Response.json(draft));
  const effects = draftEffects(
    {
      draft: null,
      offering: "lake",
      published,
      actions: {
        beginDraft: async () => ({ ok: true, value: { ...draft, proposal: false } }),
        saveDraft: async ({ source, version }) => {
          if (version !== draft.version)
            return { ok: false, problem: { code: "conflict", message: "Grace saved this.", issues: [] } };
          draft = { ...draft, source, version: version + 1, savedBy: "Ada" };
          return { ok: true, value: draft };
        },
      },
    },
    { begun: () => {}, renamed: () => {} },
  );
  const first: Stored = { source: published, version: 0, savedAt: "", savedBy: "", state: "open" };
  const saving = new Autosave(first, { ...effects, remember: () => {}, later: () => () => {} });
  saving.change(text);
  return { saving, server: () => draft };
}

test("the first save goes into a draft that begins with what is published", async () => {
  const { saving, server } = typed(published, "one\ntwo\n3\n");
  await saving.flush();
  expect(server()).toMatchObject({ source: "one\ntwo\n3\n", version: 2 });
  expect(saving.read().phase.kind).toBe("saved");
});

test("the first save never goes over a text that another has begun with, or a revision that came since", async () => {
  const { saving, server } = typed("one\n2\nthree\n", "one\nzwei\nthree\n");
  await saving.flush();
  expect(server()).toMatchObject({ source: "one\n2\nthree\n", version: 1 });
  expect(saving.read().phase).toMatchObject({ kind: "conflict", theirs: { source: "one\n2\nthree\n" } });
});

test("what both changed in other lines comes together in the first save too", async () => {
  const { saving, server } = typed("1\ntwo\nthree\n", "one\ntwo\n3\n");
  await saving.flush();
  await saving.flush();
  expect(server().source).toBe("1\ntwo\n3\n");
});
