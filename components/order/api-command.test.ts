import { expect, test } from "vitest";
import { apiCommand } from "./api-command.ts";

test("an answer with a quote in it stays one argument of the shell", () => {
  const text = apiCommand({
    origin: "http://pao.test",
    token: null,
    path: "/requests",
    body: { reason: "it's $HOME" },
  });
  expect(text).toContain(`--data '{\n  "reason": "it'\\''s $HOME"\n}'`);
});

test("a reader's token is printed only where it is no secret", () => {
  const call = { origin: "http://pao.test", path: "/requests", body: {} };
  expect(apiCommand({ ...call, token: null })).toContain('"Authorization: Bearer $PAO_TOKEN"');
  expect(apiCommand({ ...call, token: "sandbox-developer" })).toContain('"Authorization: Bearer sandbox-developer"');
});
