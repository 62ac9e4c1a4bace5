import { afterEach, expect, test, vi } from "vitest";
import { whileSignedIn } from "./signed-in.ts";

afterEach(() => vi.unstubAllGlobals());

async function drawn(answer: () => Promise<Response>): Promise<boolean> {
  vi.stubGlobal("fetch", answer);
  const draw = vi.fn();
  await whileSignedIn(draw);
  return draw.mock.calls.length > 0;
}

test("a page is drawn anew for who is signed in", async () => {
  expect(await drawn(async () => Response.json({}))).toBe(true);
});

test("nobody whose session has ended is taken from a page, nor anybody while PAO does not answer", async () => {
  expect(await drawn(async () => Response.json({ title: "Not authenticated" }, { status: 401 }))).toBe(false);
  expect(await drawn(() => Promise.reject(new TypeError("Failed to fetch")))).toBe(false);
});
