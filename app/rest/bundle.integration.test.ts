import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf } from "#lib/core/offering/bundle/bundle.fixture.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { PlanView } from "#lib/views/catalog/shape.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import * as offering from "../api/v1/catalog/[name]/route.ts";
import * as plan from "../api/v1/catalog/[name]/plan/route.ts";
import * as requests from "../api/v1/requests/route.ts";
import * as request from "../api/v1/requests/[number]/route.ts";
import * as validate from "../api/v1/tools/validate/route.ts";

const part = documentOf("part", {
  inputs: `  type: object
  required: [name, key]
  properties:
    name: { type: string, title: Name }
    key: { type: string, title: Key, writeOnly: true }`,
});

const all = documentOf("all", {
  inputs: `  type: object
  required: [part]
  properties:
    part: { $ref: "offering:part" }`,
  steps: `    - { id: part, uses: offering, with: { offering: part, from: "\${{ inputs.part }}" } }`,
});

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal({ "part.yaml": part, "all.yaml": all });
});
afterAll(() => portal.close());

const user = "developer" as const;
const place = { project: "checkout", environment: "dev" };
const inputs = { part: { name: "orders", key: "hush-hush" } };

test("a bundle is asked, planned and ordered over REST, and refused when a part has changed since", async () => {
  const params = { name: "all" };
  const { document } = await read<{ document: { inputs: object } }>(call(offering.GET, { user, params }));
  expect(document.inputs).toMatchObject({ properties: { part: { properties: { key: { writeOnly: true } } } } });
  const planned = await read<PlanView>(call(plan.POST, { user, params, body: { ...place, inputs } }));
  expect(planned.steps[0]?.child).toMatchObject({ offering: "part", steps: [{ id: "make" }] });
  expect(JSON.stringify(planned)).not.toContain("hush-hush");
  const body = { offering: "all", ...place, inputs, planHash: planned.hash };
  const taken = await read<RequestView>(call(requests.POST, { user, body }));
  const seen = await read<RequestView>(call(request.GET, { user, params: { number: taken.number } }));
  expect(seen).toMatchObject({ parent: null, partOf: null, steps: [{ uses: "offering", child: null }] });
  await portal.write("part.yaml", part.replace("Do it.", "Do it well."));
  await portal.reload();
  expect((await call(requests.POST, { user, body })).status).toBe(409);
});

test("a document that orders others is held against them as they are now", async () => {
  const source = all.replace("from:", "form:").replace("name: all", "name: other");
  const { issues } = await read<{ issues: Issue[] }>(call(validate.POST, { user, body: { source } }));
  expect(issues[0]).toMatchObject({ severity: "error", message: expect.stringContaining("did you mean from?") });
  const fitting = all.replace("name: all", "name: other");
  expect(await read(call(validate.POST, { user, body: { source: fitting } }))).toEqual({ issues: [] });
});
