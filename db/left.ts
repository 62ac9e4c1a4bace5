import { leftOutside, type Left } from "#lib/core/lifecycle/left.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import { loadMaybeMade, loadSent } from "./attempt.ts";
import { listChildren } from "./child.ts";
import type { Database, Transaction } from "./client.ts";
import { loadSteps } from "./request.ts";

/** What an abort leaves outside: of the request itself, and of the requests it has ordered that have not ended. */
export async function loadLeft(on: Database | Transaction, number: number): Promise<Left[]> {
  const steps = await loadSteps(on, number);
  const sent = await loadSent(on, number);
  const maybe = await loadMaybeMade(on, number);
  const own = leftOutside(
    steps.map((step) => {
      const { id, state, plan } = step;
      // Of what is done its reference tells; of what is not, nobody knows what a lost answer said.
      return { ...step, title: plan.title, sent: sent.has(id) || (state !== "completed" && maybe.has(id)) };
    }),
  );
  if (!steps.some(({ uses }) => uses === "offering")) return own;
  const open = (await listChildren(on, [number])).filter(({ state }) => !isFinal(state));
  const below: Left[] = [];
  for (const child of open) {
    const written = formatNumber(child.number);
    for (const left of await loadLeft(on, child.number))
      below.push({ ...left, step: `${written}/${left.step}`, title: `${written}, ${left.title}` });
  }
  const aborted = new Set(open.map((child) => formatNumber(child.number)));
  return [...own.filter(({ reference }) => !aborted.has(reference?.id ?? "")), ...below];
}
