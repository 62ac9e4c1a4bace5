import { readdirSync } from "node:fs";
import path from "node:path";
import { type ReactNode, isValidElement } from "react";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { type Browser, appModule, openBrowsers } from "./browser.ts";
import { type Role, roles } from "./cast.ts";
import type { Found } from "./doors.ts";
import { everythingKept } from "./kept.ts";
import { wayOf } from "./next.ts";
import { type PageDoor, pages } from "./pages.ts";
import { openWorld, type World } from "./world.ts";

interface PageModule {
  default(props: { params: Promise<unknown>; searchParams: Promise<object> }): Promise<ReactNode> | ReactNode;
}

const people = roles.filter((role) => role !== "reader");
const app = path.resolve(import.meta.dirname, "../../app");
const folders = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => path.dirname(file))
  .sort();

let world: World;
let browser: Browser;
let found: Found;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowsers();
  found = await world.find();
});

afterAll(() => world.close());

test("every page is in the table", () => {
  expect(Object.keys(pages).toSorted()).toEqual(folders);
});

/** What a page shows: itself, that one may not, that there is nothing, or the way somewhere else. */
async function shown(folder: string, role: Role): Promise<string> {
  const page = await appModule<PageModule>(path.join(folder, "page.tsx"));
  const params = Promise.resolve(pages[folder]?.params?.(found) ?? {});
  try {
    const node = await browser("render", role, async () => page.default({ params, searchParams: Promise.resolve({}) }));
    return problemIn(node) ?? "shown";
  } catch (thrown) {
    const way = wayOf(thrown);
    if (way === null) throw thrown;
    return way.startsWith("to /signin") ? "signin" : way;
  }
}

/** The code of the problem that a page shows in its own place; null when it shows what it is for. */
function problemIn(node: ReactNode): string | null {
  if (!isValidElement<{ problem?: { code: string } }>(node) || node.type !== ProblemPage) return null;
  return node.props.problem?.code ?? null;
}

function wanted({ may, shows = "shown", otherwise = "forbidden", nobody = "signin" }: PageDoor, role: Role): string {
  if (role === "nobody" || role === "revoked") return nobody;
  return may === undefined || may.includes(role) ? shows : otherwise;
}

test.each(Object.entries(pages))("%s is shown to whom it should be, and to nobody else", async (folder, door) => {
  const before = await everythingKept();
  const told = await Promise.all(people.map(async (role) => [role, await shown(folder, role)]));
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(people.map((role) => [role, wanted(door, role)])));
  expect(await everythingKept()).toEqual(before);
});
