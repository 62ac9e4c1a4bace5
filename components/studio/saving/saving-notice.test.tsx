import { cleanup, render, screen } from "@testing-library/react";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { afterEach, expect, test } from "vitest";
import type { ProblemView } from "#lib/core/problem.ts";
import { Autosave, type Stored } from "./autosave.ts";
import { SavingNotice } from "./saving-notice.tsx";

afterEach(cleanup);

const stored: Stored = { source: "a", version: 1, savedAt: "2026-01-01T10:00:00Z", savedBy: "Ada", state: "open" };

function told(code: ProblemView["code"]) {
  const saving = new Autosave(stored, {
    save: async () => ({ ok: true, value: stored }),
    look: async () => stored,
    remember: () => {},
    later: () => () => {},
  });
  const problem = { code, message: "Why not.", issues: [] };
  render(
    <PathnameContext value="/studio/lake">
      <SavingNotice saving={saving} state={{ source: "b", stored, phase: { kind: "lost", problem }, news: null }} />
    </PathnameContext>,
  );
}

test("whose session has ended is led to sign in, and back", () => {
  told("unauthenticated");
  expect(screen.getByRole("link", { name: "signed in" }).getAttribute("href")).toBe("/signin?from=%2Fstudio%2Flake");
});

test("who waits for PAO is not sent to sign in", () => {
  told("unavailable");
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByRole("button", { name: "Try now" })).toBeTruthy();
});
