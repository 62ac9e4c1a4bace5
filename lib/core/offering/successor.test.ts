import { expect, test } from "vitest";
import { checked, documentOf, order, published } from "./bundle/bundle.fixture.ts";

const deprecated = (successor: string, lifecycle = "deprecated") =>
  documentOf("old", { metadata: `  lifecycle: ${lifecycle}\n  successor: ${successor}\n` });
const told = (source: string, context = { offerings: ["old", "database"] }) =>
  checked(source, {}, context).issues.map(({ severity, message }) => `${severity} ${message}`);

test("what is deprecated leads to another offering", () => {
  expect(told(deprecated("database"))).toEqual([]);
});

test("an offering can't take its own place", () => {
  expect(told(deprecated("old"))).toEqual(["error old can't take its own place: name another offering."]);
});

test("a successor that nobody knows is told, with the nearest one", () => {
  const { issues } = checked(deprecated("databse"), {}, { offerings: ["old", "database"] });
  expect(issues).toMatchObject([
    { message: "databse is no offering of this catalog; did you mean database?", fix: { replacement: "database" } },
  ]);
});

test("a successor without the end of the first one, or that is at its end itself, is told", () => {
  expect(told(deprecated("database", "production"))).toEqual([
    "warning Nobody is led to database before lifecycle is deprecated.",
  ]);
  const context = { offerings: ["old", "database"], retired: ["database"] };
  expect(told(deprecated("database"), context)).toEqual(["warning database is retired: nobody can order it instead."]);
});

test("a bundle that orders what is deprecated says what its team wants to be used instead", () => {
  const catalog = published(deprecated("database"));
  expect(checked(documentOf("both", { steps: order("one", "old") }), catalog).issues).toMatchObject([
    { severity: "warning", message: "old is deprecated; its team says to use database instead." },
  ]);
});

test("a bundle that orders what is retired is wrong, and says why", () => {
  const context = { offerings: ["old"], retired: ["old"] };
  expect(checked(documentOf("both", { steps: order("one", "old") }), {}, context).issues).toMatchObject([
    { severity: "error", message: "old is retired: it can't be ordered any more." },
  ]);
});
