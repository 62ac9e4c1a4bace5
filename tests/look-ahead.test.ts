import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readModules } from "#lib/commands/offering/modules.ts";
import type { Children } from "#lib/core/offering/bundle/child.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { operationsOf } from "#lib/core/offering/operations.ts";
import { lookAhead } from "#lib/core/preview/look-ahead.ts";
import { thingsOf } from "#lib/core/preview/things.ts";

const folder = path.join(import.meta.dirname, "../offerings");
const modules = Object.fromEntries(await readModules(folder, ""));
const sources = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => readFileSync(path.join(folder, file), "utf8"));

/** The offerings of the repository: first those that order no other. */
const parts = sources.filter((source) => !/uses: offering/.test(source));
const children: Children = Object.fromEntries(
  parts.map((source) => {
    const { offering } = checkOffering(source, { modules });
    if (!offering) throw new Error(`This can't be read:\n${source.slice(0, 200)}`);
    return [offering.metadata.name, { revision: 1, document: offering, modules }];
  }),
);
const context = { modules, children, vars: {} };
const place = { project: null, environment: "prod" };

test.for(sources.map((source) => [/^ {2}name: (.*)$/m.exec(source)?.[1] ?? "", source] as const))(
  "%s and all its operations are planned while nothing is answered, and what they make has no empty place",
  ([, source]) => {
    const { offering } = checkOffering(source, context);
    if (!offering) throw new Error("It can't be read.");
    for (const operation of ["create", ...operationsOf(offering).map(({ name }) => name)]) {
      const { plan } = lookAhead({ offering, operation, inputs: {}, place, context });
      const things = thingsOf(plan);
      expect(things.length).toBeGreaterThan(0);
      for (const { shown, holes } of things) {
        const text = JSON.stringify(shown);
        for (const hole of holes) expect(text).toContain(JSON.stringify(hole.text).slice(1, -1));
      }
    }
  },
);
