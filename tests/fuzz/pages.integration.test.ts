import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Browser, appModule, openBrowsers } from "../access/browser.ts";
import type { Role } from "../access/cast.ts";
import type { Found } from "../access/doors.ts";
import { everythingKept } from "../access/kept.ts";
import { wayOf } from "../access/next.ts";
import { pages } from "../access/pages.ts";
import { openWorld, type World } from "../access/world.ts";
import { patience, tries } from "./amount.ts";
import { hostileText } from "./hostile.ts";

// Nobody sends as much as this test does.
vi.stubEnv("PAO_CALLS_PER_MINUTE", "0");

interface PageModule {
  default: (props: Props) => unknown;
  generateMetadata?: (props: Props) => unknown;
}
interface Props {
  params: Promise<unknown>;
  searchParams: Promise<object>;
}

let world: World;
let browser: Browser;
let found: Found;
let before: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowsers();
  found = await world.find();
  before = await everythingKept();
});

afterAll(() => world.close());

/** A part of an address as Next hands it on: it answers by itself what is no address. */
const part = hostileText.filter((text) => text.isWellFormed()).map(encodeURIComponent);
const text = fc.oneof(hostileText, fc.constantFrom("1", "mine", "all", "failed", "name"));
const asked = fc.dictionary(
  fc.constantFrom(
    "q",
    "text",
    "scope",
    "state",
    "cursor",
    "from",
    "again",
    "category",
    "sort",
    "error",
    "callbackUrl",
    "person",
    "team",
    "verb",
    "at",
  ),
  fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 })),
);
const roles = fc.constantFrom<Role>("nobody", "member", "author", "admin");

test.each(Object.entries(pages))(
  "%s shows something whatever its address says, and changes nothing",
  async (folder, door) => {
    const page = await appModule<PageModule>(path.join(folder, "page.tsx"));
    const names = Object.keys(door.params?.(found) ?? {});
    const parts = fc.record(
      Object.fromEntries(names.map((name) => [name, name === "missing" ? fc.array(part, { minLength: 1 }) : part])),
    );
    const known = fc.oneof(
      parts,
      fc.constant(null).map(() => door.params?.(found) ?? {}),
    );
    await fc.assert(
      fc.asyncProperty(roles, known, asked, async (role, params, searchParams) => {
        const props = { params: Promise.resolve(params), searchParams: Promise.resolve(searchParams) };
        for (const show of [page.default, page.generateMetadata]) if (show) await shown(role, async () => show(props));
      }),
      tries(12),
    );
    expect(await everythingKept()).toEqual(before);
  },
  patience,
);

/** Throws what Next would show as a mistake of ours. */
async function shown(role: Role, show: () => Promise<unknown>): Promise<void> {
  try {
    await browser("render", role, show);
  } catch (thrown) {
    if (wayOf(thrown) === null) throw thrown;
  }
}
