import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { DraftActions } from "../actions.ts";
import { ProposeAgain } from "./propose-again.tsx";

afterEach(cleanup);

const proposal = { offering: "lake", source: "mine", basedOn: 2, current: 2 };
const refused = {
  ok: false,
  problem: { code: "conflict", message: "There is an open proposal.", issues: [] },
} as const;

function shown(given: Partial<typeof proposal>, published: string | null = "theirs") {
  const beginDraft = vi.fn<DraftActions["beginDraft"]>(async () => refused);
  render(<ProposeAgain proposal={{ ...proposal, ...given }} published={published} actions={{ beginDraft }} />);
  return beginDraft;
}

const again = { name: "Propose again from it" };

test("who wrote what was declined begins another proposal with its text, or is told what is in the way", async () => {
  const beginDraft = shown({});
  await userEvent.click(screen.getByRole("button", again));
  expect(beginDraft).toHaveBeenCalledWith({ offering: "lake", source: "mine", proposal: true });
  expect(screen.getByText("There is an open proposal.")).toBeTruthy();
});

test("what was never published begins as something new", async () => {
  const beginDraft = shown({}, null);
  await userEvent.click(screen.getByRole("button", again));
  expect(beginDraft).toHaveBeenCalledWith({ source: "mine", proposal: true });
});

test("a text of an older revision is only copied: it would take back what came since", () => {
  shown({ current: 3 });
  expect(screen.queryByRole("button", again)).toBeNull();
  expect(screen.getByRole("button", { name: /Copy the text/ })).toBeTruthy();
});
