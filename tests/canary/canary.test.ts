import { expect, test } from "vitest";
import { Canaries } from "./canary.ts";

const form = (secret: string) => new URLSearchParams({ secret }).toString();
const html = (secret: string) => secret.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const base64 = (before: string) => (secret: string) => Buffer.from(`${before}${secret}.`).toString("base64");

const ways: Record<string, (secret: string) => string> = {
  "as it is": (secret) => secret,
  "as JSON": JSON.stringify,
  "as JSON in JSON": (secret) => JSON.stringify(JSON.stringify({ secret })),
  "in a URL": encodeURIComponent,
  "in a form": form,
  "in HTML": html,
  "in base64": base64(""),
  "in base64, one byte in": base64("a"),
  "in base64, two bytes in": base64("ab"),
  "in base64url": (secret) => Buffer.from(`{"k":"${secret}"}`).toString("base64url"),
  "in hexadecimal": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "in other letters": (secret) => secret.toUpperCase(),
};

test.each(Object.entries(ways))("a canary is found %s, and nowhere else", (_, written) => {
  for (let turn = 0; turn < 50; turn++) {
    const canaries = new Canaries();
    const secret = canaries.plant("one");
    canaries.plant("other");
    const found = canaries.find([
      { place: "log", text: `before ${written(secret)} behind` },
      { place: "page", text: "nothing of interest" },
    ]);
    expect(found.map(({ canary, place }) => [canary, place])).toEqual([["one", "log"]]);
  }
});

test("a canary may be where it belongs, and there only", () => {
  const canaries = new Canaries();
  const secret = canaries.plant("one");
  const searched = [
    { place: "sandbox.issue", text: secret },
    { place: "public.step", text: secret },
  ];
  expect(canaries.find(searched, { one: /^sandbox\./ }).map(({ place }) => place)).toEqual(["public.step"]);
});
