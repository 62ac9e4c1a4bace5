import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProbe } from "#db/probe.ts";
import { offering, probe, revision } from "#db/tables.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { answer } from "#lib/engine/probe.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
const by = { kind: "person", id: "author", name: "Author" } as const;
const folder = new URL("../../offerings/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.end());

/** Modules are left out here, so what is said of them is too. */
const others = ({ path }: { path: string }) => !path.endsWith("/with/module");

test.each(files)("what %s names is there in the sandbox", async (file) => {
  const { offering: document } = parseOffering(readFileSync(new URL(file, folder), "utf8"));
  if (!document) throw new Error(`${file} is no offering.`);
  const { name, owner } = document.metadata;
  await stage.db.insert(offering).values({ name, owner, current: 1 });
  const facts = { source: "", digest: name, level: "automated", origin: "file", publishedBy: by } as const;
  await stage.db.insert(revision).values({ offering: name, number: 1, document, ...facts });
  const [row] = await stage.db.insert(probe).values({ offering: name, revision: 1, askedBy: by }).returning();
  await answer({ db: stage.db, dataDir: "", stopping: new AbortController().signal }, row?.id ?? "");
  const answers = (await loadProbe(stage.db, row?.id ?? ""))?.answers ?? [];
  expect(answers.length).toBeGreaterThan(0);
  const findings = answers.flatMap((each) => each.findings).filter(others);
  expect(findings.filter(({ level }) => level === "problem" || level === "unknown")).toEqual([]);
});
