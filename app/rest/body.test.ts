import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem, type Issue } from "#lib/core/problem.ts";
import { readBody } from "./body.ts";

const send = (body: BodyInit, type = "application/json; charset=utf-8") =>
  readBody(new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } }));

async function issueOf(body: string): Promise<Issue | undefined> {
  const thrown: unknown = await send(body).catch((error: unknown) => error);
  if (thrown instanceof Problem) return thrown.issues[0];
  throw thrown;
}

test.each([
  ['{"a": tru}', 1, 10],
  ['{"a": 1,\n "b" 2}', 2, 6],
  ['{"a": 1', 1, 8],
  ['{\n\n  "a": x\n}', 3, 8],
  ["{'a': 1}", 1, 2],
  ['{"a": 01}', 1, 8],
  ['{"a": "\n"}', 1, 8],
])("%j is broken at line %i, column %i", async (body, line, column) => {
  expect(await issueOf(body)).toMatchObject({ line, column });
});

test("every JSON object is read as it is, and everything else is a Problem", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
      const read: unknown = await send(text).catch((error: unknown) => error);
      expect(read instanceof Problem || read === null || typeof read === "object").toBe(true);
    }),
  );
});

test("an empty body is an empty object", async () => {
  expect(await send(" \n")).toEqual({});
});

test.each(["text/plain", "application/x-www-form-urlencoded", "", "text/json", "application/jsonp"])(
  "a body sent as %j is refused, since another site's form could have sent it",
  async (type) => {
    await expect(send("{}", type)).rejects.toMatchObject({ code: "unsupported" });
    expect(await send(" ", type)).toEqual({});
  },
);
