"use server";

import type { Result } from "#lib/core/problem.ts";
import { deprecateOffering as deprecateCommand } from "#lib/commands/offering/deprecate.ts";
import { offerAgain as offerCommand } from "#lib/commands/offering/offer.ts";
import { retireOffering as retireCommand } from "#lib/commands/offering/retire.ts";
import { rollBack as rollBackCommand } from "#lib/commands/offering/rollback.ts";
import { act } from "./act.ts";

interface Decided {
  name: string;
  current: number;
  note: string;
}

export async function rollBack(given: Decided & { revision: number; breaking?: boolean }): Promise<Result<object>> {
  return act(rollBackCommand, given);
}

export async function deprecateOffering(given: Decided & { successor?: string }): Promise<Result<object>> {
  return act(deprecateCommand, given);
}

export async function retireOffering(given: { name: string; note: string }): Promise<Result<object>> {
  return act(retireCommand, given);
}

export async function offerAgain(given: { name: string }): Promise<Result<object>> {
  return act(offerCommand, given);
}
