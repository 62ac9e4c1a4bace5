import type { StepDocument } from "./document.ts";

/**
 * What each step waits for. Without `needs`, a step follows the nearest blocking step above it; `needs: []` starts at once.
 */
export function effectiveNeeds(steps: readonly StepDocument[]): Record<string, string[]> {
  const needs: Record<string, string[]> = {};
  let above: string | undefined;
  for (const step of steps) {
    needs[step.id] = step.needs ?? (above === undefined ? [] : [above]);
    if (step.blocking) above = step.id;
  }
  return needs;
}

/** Every step that has ended before `id` starts. Bounded also where `needs` go in a circle. */
export function reachableNeeds(needs: Readonly<Record<string, readonly string[]>>, id: string): Set<string> {
  const found = new Set<string>();
  const open = [...(needs[id] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(needs[next] ?? []));
  }
  return found;
}
