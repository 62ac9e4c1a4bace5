/** What a drawing asks of a step. */
export interface LinkedStep {
  id: string;
  needs: readonly string[];
}

/** Where something stands: `row` from the top, `x` from the middle; both count in steps. */
export interface Place {
  x: number;
  row: number;
}

export interface Drawing {
  steps: (Place & { id: string })[];
  /** From what is waited for to what waits, round what stands between. */
  lines: { from: string; to: string; via: Place[] }[];
  /** Of the widest row. */
  width: number;
  rows: number;
}

/** A step, or the place where a line passes a row. */
interface Spot {
  isStep: boolean;
  before: Spot[];
  after: Spot[];
  x: number;
  row: number;
}

/** Each step below everything it waits for, each line with a way of its own; few lines cross. */
export function layout(steps: readonly LinkedStep[]): Drawing {
  const links = withoutDetours(steps);
  const rowOf = rowsOf(links);
  const spots = new Map(steps.map(({ id }) => [id, spotAt(rowOf.get(id) ?? 0, true)]));
  const rows: Spot[][] = Array.from({ length: Math.max(0, ...rowOf.values()) + (steps.length > 0 ? 1 : 0) }, () => []);
  for (const spot of spots.values()) rows[spot.row]?.push(spot);
  const lines = links.flatMap(({ id, needs }) =>
    needs.flatMap((need) => {
      const [from, to] = [spots.get(need), spots.get(id)];
      return from && to ? [{ from: need, to: id, via: passing(from, to, rows) }] : [];
    }),
  );
  arrange(rows);
  const widths = rows.map((row) => row.reduce((sum, spot) => sum + room(spot), 0));
  return {
    steps: [...spots].map(([id, { x, row }]) => ({ id, x, row })),
    lines: lines.map(({ via, ...line }) => ({ ...line, via: via.map(({ x, row }) => ({ x, row })) })),
    width: Math.max(0, ...widths),
    rows: rows.length,
  };
}

const spotAt = (row: number, isStep: boolean): Spot => ({ isStep, before: [], after: [], x: 0, row });

/** The rows that a line crosses get a spot each, so that no step stands in its way. */
function passing(from: Spot, to: Spot, rows: Spot[][]): Spot[] {
  const via = Array.from({ length: to.row - from.row - 1 }, (_, index) => spotAt(from.row + index + 1, false));
  for (const spot of via) rows[spot.row]?.push(spot);
  const chain = [from, ...via, to];
  chain.forEach((spot, index) => {
    const next = chain[index + 1];
    if (!next) return;
    spot.after.push(next);
    next.before.push(spot);
  });
  return via;
}

/** A need that another need waits for anyway is not drawn. */
function withoutDetours(steps: readonly LinkedStep[]): LinkedStep[] {
  const known = new Map(steps.map((step) => [step.id, step.needs]));
  const reached = new Map<string, Set<string>>();
  const behind = (id: string): Set<string> => {
    const found = reached.get(id) ?? new Set<string>();
    if (reached.has(id)) return found;
    reached.set(id, found);
    for (const need of known.get(id) ?? []) for (const far of [need, ...behind(need)]) found.add(far);
    return found;
  };
  return steps.map(({ id, needs }) => {
    const near = [...new Set(needs)].filter((need) => need !== id && known.has(need));
    return { id, needs: near.filter((need) => !near.some((other) => other !== need && behind(other).has(need))) };
  });
}

/** As far down as the longest way to a step is long. */
function rowsOf(links: readonly LinkedStep[]): Map<string, number> {
  const needs = new Map(links.map((link) => [link.id, link.needs]));
  const rows = new Map<string, number>();
  const rowOf = (id: string): number => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    rows.set(id, 0);
    const row = Math.max(-1, ...(needs.get(id) ?? []).map(rowOf)) + 1;
    rows.set(id, row);
    return row;
  };
  for (const { id } of links) rowOf(id);
  return rows;
}

const sweeps = 4;

/** Down and up again: every spot goes towards the middle of what it is tied to. */
function arrange(rows: Spot[][]): void {
  rows.forEach(spread);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const row of rows) pull(row, "before");
    for (const row of rows.toReversed()) pull(row, "after");
  }
}

function pull(row: Spot[], towards: "before" | "after"): void {
  const middle = (spot: Spot) => {
    const tied = spot[towards];
    return tied.length === 0 ? spot.x : tied.reduce((sum, { x }) => sum + x, 0) / tied.length;
  };
  const wanted = new Map(row.map((spot) => [spot, middle(spot)]));
  row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
  spread(row);
}

/** A line needs less room than a step. */
const room = (spot: Spot) => (spot.isStep ? 1 : 0.35);

function spread(row: Spot[]): void {
  let left = -row.reduce((sum, spot) => sum + room(spot), 0) / 2;
  for (const spot of row) {
    spot.x = left + room(spot) / 2;
    left += room(spot);
  }
}

/** Is there more to draw than a line of a few steps? */
export function worthDrawing(steps: readonly LinkedStep[]): boolean {
  return steps.length > 3 || layout(steps).width > 1;
}
