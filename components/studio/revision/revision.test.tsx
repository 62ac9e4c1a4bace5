// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { differentLines } from "#lib/core/offering/difference/lines.ts";
import type { ReplayView } from "#lib/views/studio/compare-shape.ts";
import { LineDiff } from "./line-diff.tsx";
import { ReplaySummary } from "./replay-summary.tsx";
import { whatRetiringMeans } from "./standing-bar.tsx";

afterEach(cleanup);

const replay: ReplayView = {
  over: 1_000,
  everyones: true,
  orders: 3_212,
  valid: 900,
  asks: 60,
  fails: 40,
  questions: [
    { outcome: "fails", question: "size", sentence: "Choose one of small.", count: 40, examples: ["REQ-7"] },
    { outcome: "dropped", question: "zone", sentence: "It is not asked any more.", count: 1, examples: ["REQ-8"] },
  ],
  already: { revision: 2, count: 30 },
  running: [
    { revision: 1, count: 1 },
    { revision: 3, count: 4 },
  ],
};

describe("what past orders come to", () => {
  test("is told in counts, by question with requests to look at, and with what runs now", () => {
    render(<ReplaySummary replay={replay} />);
    expect(screen.getByText("The newest 1000 of 3212 orders of the past, made again just as they were:")).toBeTruthy();
    expect(screen.getByText("30 of these 100 are not valid with revision 2 either.")).toBeTruthy();
    const [shares, questions] = screen.getAllByRole("list");
    expect(shares?.textContent).toBe("900 still valid60 need an answer40 would fail");
    const [size, zone] = questions ? within(questions).getAllByRole("listitem") : [];
    expect(size?.textContent).toContain("size · 40 would failChoose one of small.REQ-7and 39 more");
    expect(zone?.textContent).toBe("zone · 1 gave an answer that is not asked any more");
    expect(screen.getByText(/^5 requests run now/).textContent).toBe(
      "5 requests run now and stay on their revision: 1 on revision 1 and 4 on revision 3.",
    );
  });

  test("is nothing where nobody has ordered, which is said", () => {
    render(<ReplaySummary replay={{ ...replay, over: 0, orders: 0, questions: [], running: [] }} />);
    expect(screen.getByText(/^Nobody has ordered it yet/)).toBeTruthy();
    expect(screen.getByText("No request runs now.")).toBeTruthy();
  });

  test("says that it tells of the orders that one may see, where there may be others", () => {
    const { rerender } = render(<ReplaySummary replay={{ ...replay, everyones: false }} />);
    expect(screen.getByText(/^The newest 1000 of 3212 orders of the past that you may see, made again/)).toBeTruthy();
    rerender(
      <ReplaySummary replay={{ ...replay, everyones: false, over: 0, orders: 0, questions: [], running: [] }} />,
    );
    expect(screen.getByText(/^You see no past order of it/)).toBeTruthy();
    expect(screen.getByText("You see no request of it that runs now.")).toBeTruthy();
  });
});

test("each changed line is read with its numbers and what became of it, and what lies between is counted", () => {
  const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
  const hunks = differentLines(lines.join("\n"), lines.with(1, "changed").with(27, "also").join("\n"));
  render(<LineDiff hunks={hunks} from="revision 1" to="revision 2" />);
  const table = screen.getByRole("table", { name: /between revision 1 and revision 2/ });
  expect(within(table).getByRole("row", { name: "2 removed line 2" })).toBeTruthy();
  expect(within(table).getByRole("row", { name: "2 added changed" })).toBeTruthy();
  expect(within(table).getByText("19 lines the same")).toBeTruthy();
});

test("retiring says what goes on and what it takes along", () => {
  expect(whatRetiringMeans({ running: 0, orderedBy: [] })).toContain("No request of it runs now.");
  const both = whatRetiringMeans({ running: 2, orderedBy: ["all", "both"] });
  expect(both).toContain("2 requests of it run now and go on.");
  expect(both).toContain("all and both order it, and can't be ordered either until that changes.");
});
