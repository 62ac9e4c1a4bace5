import { expect, test } from "vitest";
import { unconfirmed } from "./unconfirmed.ts";

const confirmed = { "a.b": "delete", 'a.c["x"]': "delete" };

test("what was confirmed may be removed, and what is left of it too", () => {
  expect(unconfirmed(confirmed, confirmed)).toBeNull();
  expect(unconfirmed(confirmed, { "a.b": "delete" })).toBeNull();
  expect(unconfirmed(confirmed, {})).toBeNull();
});

test("what came since is told with both plans, and nothing is removed", () => {
  expect(unconfirmed(confirmed, { "a.b": "delete", "a.d": "delete" })).toMatchObject({
    code: "terraform_unconfirmed",
    sentence: "What Terraform would remove now is not what was confirmed: a.d came since. Nothing was removed.",
    detail: 'Confirmed: a.b (delete), a.c["x"] (delete).\nPlanned now: a.b (delete), a.d (delete).',
  });
  expect(unconfirmed(confirmed, { "a.b": "replace" })).not.toBeNull();
  const many = Object.fromEntries(["1", "2", "3", "4", "5"].map((name) => [name, "delete"]));
  expect(unconfirmed({}, many)?.sentence).toContain("1, 2, 3 and 2 more came since");
});
