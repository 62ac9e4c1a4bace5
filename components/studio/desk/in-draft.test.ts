import { expect, test } from "vitest";
import { inDraft } from "./in-draft.ts";

const organisation = { teams: ["a", "b"], publishable: ["a"] };

test("a draft is held against what its writer may publish, and a proposal is not", () => {
  const draft = { name: "it", published: false };
  expect(inDraft(organisation, { ...draft, proposal: false })).toEqual({ ...organisation, draftOf: draft });
  expect(inDraft(organisation, { ...draft, proposal: true })).toEqual({ teams: ["a", "b"], draftOf: draft });
});
