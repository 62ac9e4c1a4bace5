import { expect, test } from "vitest";
import { Problem } from "#lib/core/problem.ts";
import { asProblem } from "./answer.ts";
import { problemResponse } from "./rest/problem.ts";

const coded = (code: string) => Object.assign(new Error("connect"), { code });

test.each(["ECONNREFUSED", "CONNECTION_CLOSED", "57P03"])(
  "a database that is away (%s) is 503 with a time to try again, however deep it is told",
  (code) => {
    const thrown = new Error("Failed query", { cause: coded(code) });
    const response = problemResponse(asProblem(thrown, { door: "rest" }));
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  },
);

test("what nobody expected stays an internal mistake, and a Problem is told as it is", () => {
  expect(asProblem(coded("23505"), { door: "rest" }).code).toBe("internal");
  expect(asProblem(new Problem("conflict", "No."), { door: "rest" }).code).toBe("conflict");
});
