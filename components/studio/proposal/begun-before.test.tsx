import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { BegunBefore } from "./begun-before.tsx";

afterEach(cleanup);

const proposal = { state: "open", basedOn: 2, current: 3, begunBy: { id: "dev", name: "Demo developer" } } as const;
const said = (given: Parameters<typeof BegunBefore>[0]["proposal"]) =>
  render(<BegunBefore proposal={given} />).container.textContent;

test("a proposal that another revision has overtaken says what it was begun from", () => {
  expect(said(proposal)).toContain("Begun from revision 2; revision 3 was published since.");
  expect(said({ ...proposal, basedOn: null })).toContain("Begun before the first revision;");
});

test("nothing is said where it was begun from what is published, and none was, or it is answered", () => {
  expect(said({ ...proposal, current: 2 })).toBe("");
  expect(said({ ...proposal, basedOn: null, current: null })).toBe("");
  expect(said({ ...proposal, state: "published" })).toBe("");
});
