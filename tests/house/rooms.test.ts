import { beforeAll, describe, expect, test } from "vitest";
import { type Findings, lintPlanted } from "./planted.ts";

/** A folder of each room, and a file of it that another room could ask for. */
const rooms = {
  core: ["lib/core/plan", "#lib/core/problem.ts"],
  db: ["db", "#db/client.ts"],
  adapters: ["lib/adapters/http", "#lib/adapters/adapter.ts"],
  engine: ["lib/engine", "#lib/engine/settle.ts"],
  commands: ["lib/commands/request", "#lib/commands/request/submit.ts"],
  views: ["lib/views/request", "#lib/views/request/list.ts"],
  sandbox: ["lib/sandbox/jira", "#lib/sandbox/sandbox.ts"],
  components: ["components/request", "#components/ui/button.tsx"],
  app: ["app/(portal)/requests", undefined],
  tests: ["tests/journeys", "#tests/database.ts"],
  env: [undefined, "#lib/env.ts"],
  log: [undefined, "#lib/log.ts"],
  process: [undefined, "#lib/process.ts"],
  secret: [undefined, "#lib/secret.ts"],
  embedded: [undefined, "#db/embedded.ts"],
} as const satisfies Record<string, readonly [string | undefined, string | undefined]>;

type Room = keyof typeof rooms;
const open: Room[] = ["env", "log", "process"];

/** Who may import whom; what is not named here is forbidden. */
const mayImport: Partial<Record<Room, Room[]>> = {
  core: ["core"],
  db: ["db", "embedded", "core", "secret", ...open],
  adapters: ["adapters", "core", ...open],
  engine: ["engine", "core", "db", "adapters", ...open],
  commands: ["commands", "core", "db", ...open],
  views: ["views", "core", "db", ...open],
  sandbox: ["sandbox", ...open],
  components: ["components", "core"],
  app: ["components", "commands", "views", "core", ...open],
};

const names = Object.keys(rooms) as Room[];
const pairs = names
  .filter((from) => mayImport[from])
  .flatMap((from) =>
    names.filter((to) => rooms[to][1]).map((to) => ({ from, to, legal: mayImport[from]?.includes(to) === true })),
  );

const plantedAt = (from: Room, what: string) => `${rooms[from][0]}/planted-${what}.ts`;
const frameworks = ["next/headers", "react", "next-auth", "server-only"];
const noFramework: Room[] = ["core", "db", "adapters", "engine", "commands", "views", "sandbox"];

function planted(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { from, to } of pairs)
    files[plantedAt(from, to)] = `import * as it from "${rooms[to][1]}";\nexport default it;\n`;
  for (const from of names.filter((name) => mayImport[name])) {
    files[plantedAt(from, "up")] = 'import * as it from "../../db/client.ts";\nexport default it;\n';
    files[plantedAt(from, "hidden-up")] = 'import * as it from "./../../db/client.ts";\nexport default it;\n';
    files[plantedAt(from, "to-log")] = 'import * as it from "../../log.ts";\nexport default it;\n';
    files[plantedAt(from, "beside")] = 'import * as it from "./beside.ts";\nexport default it;\n';
  }
  for (const from of noFramework)
    for (const framework of frameworks)
      files[plantedAt(from, framework.replace("/", "-"))] = `import * as it from "${framework}";\nexport default it;\n`;
  files["components/request/type-of-view.ts"] =
    'import type { It } from "#lib/views/request/list.ts";\nexport type Its = It[];\n';
  files["lib/core/plan/re-export.ts"] = 'export * from "#db/client.ts";\n';
  files["lib/core/plan/dynamic.ts"] = 'export const it = () => import("#db/client.ts");\n';
  files["lib/core/plan/type-only.ts"] = 'import type { It } from "#lib/log.ts";\nexport type Its = It[];\n';
  files["lib/core/plan/disk.ts"] = 'import * as it from "node:fs";\nexport default it;\n';
  files["lib/core/plan/driver.ts"] = 'import * as it from "postgres";\nexport default it;\n';
  files["lib/core/plan/zod.ts"] = 'import * as it from "zod";\nexport default it;\n';
  files["lib/beside-rooms.ts"] = 'import * as it from "./engine/settle.ts";\nexport default it;\n';
  files["lib/log-more.ts"] = 'import * as it from "#db/client.ts";\nexport default it;\n';
  files["lib/engine/settle.test.ts"] = 'import * as it from "#lib/sandbox/sandbox.ts";\nexport default it;\n';
  return files;
}

let findings: Findings;
beforeAll(async () => {
  findings = await lintPlanted(planted());
}, 60_000);

const caught = (file: string) => findings[file]?.includes("no-restricted-imports");

describe("who may import whom", () => {
  test.each(pairs.filter(({ legal }) => legal))("$from may import $to", ({ from, to }) => {
    expect(caught(plantedAt(from, to))).toBe(false);
  });
  test.each(pairs.filter(({ legal }) => !legal))("$from may not import $to", ({ from, to }) => {
    expect(caught(plantedAt(from, to))).toBe(true);
  });
});

describe.each(names.filter((name) => mayImport[name]))("in %s", (from) => {
  test("no import climbs into another room", () => {
    for (const way of ["up", "hidden-up", "to-log"]) expect(caught(plantedAt(from, way))).toBe(true);
  });
  test("a neighbour is imported as ./", () => {
    expect(caught(plantedAt(from, "beside"))).toBe(false);
  });
});

test.each(noFramework)("the framework stays out of %s", (from) => {
  for (const framework of frameworks) expect(caught(plantedAt(from, framework.replace("/", "-")))).toBe(true);
});

test("components may import types of views", () => {
  expect(caught("components/request/type-of-view.ts")).toBe(false);
});

test.each(["re-export", "dynamic", "type-only", "disk", "driver"])("core is not left by a %s either", (kind) => {
  expect(caught(`lib/core/plan/${kind}.ts`)).toBe(true);
});

test("core may use its few pure packages", () => {
  expect(caught("lib/core/plan/zod.ts")).toBe(false);
});

test("the files that are open to all reach into no room", () => {
  expect(caught("lib/beside-rooms.ts")).toBe(true);
  expect(caught("lib/log-more.ts")).toBe(true);
});

test("tests may import all", () => {
  expect(caught("lib/engine/settle.test.ts")).toBe(false);
});
