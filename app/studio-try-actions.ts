"use server";

import type { Result } from "#lib/core/problem.ts";
import { runDry as runDryCommand } from "#lib/commands/draft/dry-run.ts";
import { testDraft as testCommand } from "#lib/commands/draft/test.ts";
import type { DryRunView, TrialGiven } from "#lib/views/studio/trial-shape.ts";
import { act } from "./act.ts";

export async function runDry(given: TrialGiven): Promise<Result<DryRunView>> {
  return act(runDryCommand, given);
}

export async function testDraft(given: TrialGiven): Promise<Result<{ number: string }>> {
  return act(testCommand, given);
}
