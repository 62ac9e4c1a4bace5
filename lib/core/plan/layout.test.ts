import fc from "fast-check";
import { expect, test } from "vitest";
import { layout, type LinkedStep, worthDrawing } from "./layout.ts";

const step = (id: string, ...needs: string[]): LinkedStep => ({ id, needs });

/** Steps that wait for earlier ones only, as documents have them. */
const plans = fc
  .array(fc.array(fc.nat({ max: 9 }), { maxLength: 3 }), { maxLength: 10 })
  .map((needs) => needs.map((of, index) => step(`s${index}`, ...of.filter((n) => n < index).map((n) => `s${n}`))));

function waitsFor(pairs: { from: string; to: string }[]): Set<string> {
  const all = new Set(pairs.map(({ from, to }) => `${from} ${to}`));
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const { from, to } of pairs)
      for (const pair of all) if (pair.startsWith(`${to} `)) all.add(`${from} ${pair.slice(to.length + 1)}`);
  }
  return all;
}

test("every step is drawn once, below all it waits for, and nothing stands on anything else", () => {
  fc.assert(
    fc.property(plans, (steps) => {
      const drawing = layout(steps);
      expect(drawing.steps.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
      const row = new Map(drawing.steps.map((placed) => [placed.id, placed.row]));
      for (const { id, needs } of steps)
        for (const need of needs) expect(row.get(need)).toBeLessThan(row.get(id) ?? -1);
      for (const one of drawing.steps) {
        const beside = drawing.steps.filter((other) => other !== one && other.row === one.row);
        for (const other of beside) expect(Math.abs(one.x - other.x)).toBeGreaterThan(0.99);
        const passing = drawing.lines.flatMap(({ via }) => via).filter((place) => place.row === one.row);
        for (const place of passing) expect(Math.abs(one.x - place.x)).toBeGreaterThan(0.6);
      }
    }),
  );
});

test("what waits for what is told by the lines: none too few, and none twice over", () => {
  fc.assert(
    fc.property(plans, (steps) => {
      const { lines } = layout(steps);
      const pairs = steps.flatMap(({ id, needs }) => needs.map((need) => ({ from: need, to: id })));
      const told = waitsFor(lines);
      expect(told).toEqual(waitsFor(pairs));
      for (const line of lines) expect(waitsFor(lines.filter((other) => other !== line)).size).toBeLessThan(told.size);
    }),
  );
});

test("a line passes every row between its ends", () => {
  const { lines } = layout([step("a"), step("b", "a"), step("c", "b"), step("d", "a"), step("e", "c", "d")]);
  expect(lines.find(({ from, to }) => from === "d" && to === "e")?.via.map(({ row }) => row)).toEqual([2]);
});

test("branches stand beside each other, and what waits for all of them in the middle below", () => {
  const { steps, width, rows } = layout([step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c")]);
  expect(steps).toEqual([
    { id: "a", x: 0, row: 0 },
    { id: "b", x: -0.5, row: 1 },
    { id: "c", x: 0.5, row: 1 },
    { id: "d", x: 0, row: 2 },
  ]);
  expect({ width, rows }).toEqual({ width: 2, rows: 3 });
});

test("branches that were written crosswise are drawn without crossing", () => {
  const { steps } = layout([step("a"), step("b"), step("c", "b"), step("d", "a")]);
  const x = (id: string) => steps.find((placed) => placed.id === id)?.x ?? Number.NaN;
  expect(Math.sign(x("a") - x("b"))).toBe(Math.sign(x("d") - x("c")));
});

test("a circle, a step that needs itself and one that nobody knows stop nothing", () => {
  expect(layout([step("a", "b", "a", "nobody"), step("b", "a")]).steps).toHaveLength(2);
  expect(layout([])).toEqual({ steps: [], lines: [], width: 0, rows: 0 });
});

test("a few steps in a row are no more than their list; branches and longer ways are", () => {
  expect(worthDrawing([step("a"), step("b", "a"), step("c", "b")])).toBe(false);
  expect(worthDrawing([step("a"), step("b", "a"), step("c", "a")])).toBe(true);
  expect(worthDrawing([step("a"), step("b", "a"), step("c", "b"), step("d", "c")])).toBe(true);
});
