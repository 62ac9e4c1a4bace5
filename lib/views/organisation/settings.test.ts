import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Actor } from "#lib/core/access.ts";
import { settingsOf } from "./settings.ts";

const admin: Actor = { kind: "person", id: "ada", name: "Ada", teams: {}, roles: ["admin"] };
const member: Actor = { kind: "person", id: "dev", name: "Dev", teams: { checkout: ["member"] }, roles: [] };

const folder = path.resolve(import.meta.dirname, "../../../app/(portal)/settings");
const pages = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "page.tsx")));

test("an admin finds the way to every page of the settings", () => {
  expect(
    settingsOf(admin)
      .map(({ href }) => href)
      .sort(),
  ).toEqual(pages.map((name) => `/settings/${name}`).sort());
});

test("who may not open a page is shown no way to it", () => {
  const titles = settingsOf(member).map(({ title }) => title);
  expect(titles).toContain("Teams");
  for (const title of ["Connections", "Engines", "Audit", "Vars"]) expect(titles).not.toContain(title);
});
