import { inArray } from "drizzle-orm";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { Actor } from "#lib/core/access.ts";
import type { Reader } from "#db/client.ts";
import { listChildren, listStepsOf } from "#db/child.ts";
import { request } from "#db/tables.ts";
import { asRow, selectRows } from "./row.ts";
import type { ChildView } from "./shape.ts";
import { visibleAmong } from "./visible.ts";

/** The requests that the steps of a request have ordered, by step, with those below them. The latest of a step that was tried again. Of one that the actor may not see, only how it stands. */
export async function childViews(on: Reader, actor: Actor, number: number): Promise<ReadonlyMap<string, ChildView>> {
  const below = await belowOf(on, actor, [number]);
  return below.get(number) ?? new Map<string, ChildView>();
}

type Below = ReadonlyMap<number, ReadonlyMap<string, ChildView>>;

/** A level at a time; a document allows three. */
async function belowOf(on: Reader, actor: Actor, parents: readonly number[]): Promise<Below> {
  const children = parents.length === 0 ? [] : await listChildren(on, parents);
  if (children.length === 0) return new Map();
  const numbers = children.map((child) => child.number);
  const lines = new Map((await selectRows(on).where(inArray(request.number, numbers))).map((row) => [row.number, row]));
  const steps = await listStepsOf(on, numbers);
  const deeper = await belowOf(on, actor, numbers);
  const visible = await visibleAmong(actor, numbers, on);
  const found = new Map<number, Map<string, ChildView>>();
  for (const { number, parent, parentStep } of children) {
    const line = lines.get(number);
    if (!line || parent === null || parentStep === null) continue;
    const { title, state, stuck, offering, offeringTitle, progress } = asRow(line);
    const own = visible.has(number) ? steps.filter((step) => step.request === number) : [];
    const view: ChildView = {
      number: formatNumber(number),
      title: visible.has(number) ? title : offeringTitle,
      state,
      stuck,
      offering,
      offeringTitle,
      progress,
      steps: own.map((step) => ({
        id: step.id,
        title: step.plan.title,
        state: step.state,
        icon: adapterDefinition(step.uses).icon,
        child: deeper.get(number)?.get(step.id) ?? null,
      })),
    };
    found.set(parent, (found.get(parent) ?? new Map<string, ChildView>()).set(parentStep, view));
  }
  return found;
}
