import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { compilePlan } from "#lib/core/plan/compile.ts";
import { database, order } from "#lib/core/plan/plan.fixture.ts";
import type { DeclaredOutput, RunFacts } from "#lib/core/plan/plan.ts";
import { readOutputs, requestOutputs } from "./outputs.ts";

const declared: Record<string, DeclaredOutput> = {
  host: { schema: { type: "string" }, title: "Host", secret: false },
  port: { schema: { type: "integer", minimum: 1 }, secret: false },
  token: { schema: { type: "string", minLength: 4 }, secret: true },
  note: { schema: { type: "string" }, secret: false, optional: true },
};
const good = { host: "db.example", port: 5432, token: "t0ken" };

describe("what a step yields", () => {
  test("is kept as declared, secret ones apart", () => {
    expect(readOutputs(declared, good)).toEqual({
      open: { host: "db.example", port: 5432 },
      secrets: { token: "t0ken" },
    });
    expect(readOutputs(declared, { ...good, note: "n" })).toMatchObject({ open: { note: "n" } });
  });

  test("that is missing, undeclared or of another type is a problem that names it", () => {
    expect(readOutputs(declared, { port: 1, token: "t0ken" })).toMatchObject({
      problem: { code: "output_missing", sentence: "This step did not yield “Host” (host)." },
    });
    expect(readOutputs(declared, { ...good, colour: "red" })).toMatchObject({
      problem: { code: "output_undeclared", sentence: "This step yielded “colour”, which it does not declare." },
    });
    expect(readOutputs(declared, { ...good, port: "5432" })).toMatchObject({
      problem: { code: "output_invalid", sentence: "This step yielded “port” (port) in another form than declared." },
    });
  });

  test("that is secret and wrong is not told in the problem", () => {
    const answer = readOutputs(declared, { ...good, token: "abc" });
    expect(JSON.stringify(answer)).not.toContain("abc");
    expect(answer).toMatchObject({ problem: { code: "output_invalid" } });
  });

  test("is never a name that every object has", () => {
    fc.assert(
      fc.property(fc.constantFrom("constructor", "toString", "hasOwnProperty", "valueOf"), (name) => {
        expect(readOutputs({ [name]: { schema: true, secret: false } }, {})).toMatchObject({
          problem: { code: "output_missing" },
        });
        expect(readOutputs({}, { [name]: 1 })).toMatchObject({ problem: { code: "output_undeclared" } });
      }),
    );
  });
});

describe("the outputs of a request", () => {
  const offering = database();
  const pinned = { plan: compilePlan(order({}, offering)), offering };
  const facts = (outputs: RunFacts["outputs"]): RunFacts => ({
    number: "REQ-1",
    createdAt: "2027-01-31T12:00:00Z",
    inputs: order().inputs,
    outputs,
  });
  const created = { create: { host: "db.example", token: "t0ken" } };

  test("are known as soon as the steps they read have ended", () => {
    expect(requestOutputs(pinned, facts({}))).toEqual({ open: { zone: "eu-1" }, secrets: {} });
    expect(requestOutputs(pinned, facts(created))).toEqual({
      open: { zone: "eu-1", endpoint: "db.example:5432" },
      secrets: { admin: "t0ken" },
    });
  });

  test("read a skipped step under .?, and are left out where it was owed", () => {
    expect(requestOutputs(pinned, facts({ ...created, large: {} })).open["extra"]).toBe("none");
    expect(requestOutputs(pinned, facts({ create: {} })).open).toEqual({ zone: "eu-1" });
  });

  test("are secret when they are computed from a secret, whatever the document says", () => {
    const loose = database({
      outputs: { leak: { value: "x ${{ steps.create.outputs.token }}" }, echo: { value: "${{ inputs.password }}" } },
    });
    const other = { plan: compilePlan(order({}, loose)), offering: loose };
    const known = { ...facts(created), inputs: { ...order().inputs, password: "hunter2" } };
    expect(requestOutputs(other, known)).toEqual({ open: {}, secrets: { leak: "x t0ken", echo: "hunter2" } });
  });
});
