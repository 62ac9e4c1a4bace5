import { expect, test } from "vitest";
import { clean } from "./clean.ts";
import type { Ended } from "./ended.ts";
import { redactor } from "./redact.ts";

const secret = 'hunter2 "secret"';
const redact = redactor([secret, "no"]);
const uri = (is: boolean) => ({ uri: { schema: {}, title: "Address", secret: is } });
const yields = (outputs: Record<string, string>): Ended => ({
  how: "progress",
  progress: { state: "completed", outputs },
});

test("a step that yields one of its secrets in an open output fails, and says which", () => {
  for (const written of [secret, `postgres://app:${encodeURIComponent(secret)}@db/orders`]) {
    const ended = clean(yields({ uri: written }), redact, uri(false));
    expect(ended).toMatchObject({
      progress: {
        state: "failed",
        problem: {
          code: "output_secret",
          sentence: expect.stringContaining("“Address” (uri)"),
          remedy: expect.stringContaining("`secret: true`"),
        },
      },
    });
    expect(JSON.stringify(ended)).not.toContain("hunter2");
  }
});

test("a declared one is kept, and so is what holds a short secret by chance", () => {
  expect(clean(yields({ uri: secret }), redact, uri(true))).toEqual(yields({ uri: secret }));
  expect(clean(yields({ uri: "there is no host" }), redact, uri(false))).toEqual(yields({ uri: "there is no host" }));
});

test("a reference that holds a secret is not kept: the step fails, or ends as it does without it", () => {
  const reference = { kind: "http", id: "7", url: `https://x.example/?p=${encodeURIComponent(secret)}` };
  const problem = { code: "x", sentence: "No." };
  const waits = clean({ how: "progress", progress: { state: "waiting", reference, checkAfterSeconds: 1 } }, redact, {});
  expect(waits).toMatchObject({ progress: { state: "failed", problem: { code: "reference_secret" } } });
  const failed = { state: "failed", problem, ended: true } as const;
  expect(clean({ how: "progress", progress: { ...failed, reference } }, redact, {})).toEqual({
    how: "progress",
    progress: failed,
  });
  expect(clean({ how: "stopped", reference }, redact, {})).toEqual({ how: "stopped" });
});
