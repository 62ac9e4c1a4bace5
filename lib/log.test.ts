import { expect, test, vi } from "vitest";
import { aboutThrown, line, log, logging } from "./log.ts";
import { redactText } from "./log-redact.ts";

const time = new Date("2026-01-02T03:04:05Z");
const said = (fields: Record<string, unknown>, message = "done"): unknown =>
  JSON.parse(line("info", message, fields, time, "engine"));

test("a line is one JSON object with time, level, process and message", () => {
  expect(said({ request: 17, step: "database" })).toEqual({
    time: "2026-01-02T03:04:05.000Z",
    level: "info",
    process: "engine",
    msg: "done",
    request: 17,
    step: "database",
  });
});

test("what its name gives away as a secret is not written", () => {
  const fields = {
    password: "a",
    accessToken: "b",
    Authorization: "c",
    nested: { client_secret: "d", apiKey: "e", size: "small" },
  };
  expect(said(fields)).toMatchObject({
    password: "[redacted]",
    accessToken: "[redacted]",
    Authorization: "[redacted]",
    nested: { client_secret: "[redacted]", apiKey: "[redacted]", size: "small" },
  });
});

test("an address loses its user and password, a header its credential", () => {
  expect(redactText("no route to postgres://pao:s3cret@db:5432/pao")).toBe(
    "no route to postgres://[redacted]@db:5432/pao",
  );
  expect(redactText("authorization: Bearer abcdef123456")).toBe("authorization: Bearer [redacted]");
  expect(redactText("see https://example.com/a:b@c")).toBe("see https://example.com/a:b@c");
});

test("a failed query does not tell its parameters", () => {
  const error = new Error("Failed query: select $1\nparams: hunter2,blue");
  expect(JSON.stringify(said({ error }))).not.toContain("hunter2");
});

test("an error is written with its cause, and nothing it carried along", () => {
  const error = Object.assign(new Error("outer", { cause: new Error("inner") }), {
    code: "E1",
    parameters: ["hunter2"],
  });
  const text = JSON.stringify(said({ error }));
  expect(text).toContain('"message":"inner"');
  expect(text).toContain('"code":"E1"');
  expect(text).not.toContain("hunter2");
});

test("circles, depth and what JSON can't hold do no harm", () => {
  const circle: Record<string, unknown> = { big: 10n, when: time, bytes: new Uint8Array(3) };
  circle["again"] = circle;
  expect(said({ circle })).toMatchObject({
    circle: { big: "10", when: "2026-01-02T03:04:05.000Z", bytes: "[3 bytes]", again: "[circular]" },
  });
});

test("a field does not replace the message", () => {
  expect(said({ msg: "another", level: "none" })).toMatchObject({ msg: "done", level: "info" });
});

test("what is logged while something is worked on names it, however deep, and numbers as people know them", async () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await logging({ request: 1042 }, () =>
    logging({ step: "database" }, async () => {
      await Promise.resolve();
      log.error("it went wrong", { code: "E1" });
    }),
  );
  log.error("elsewhere");
  const lines = written.mock.calls.map(([text]): unknown => JSON.parse(String(text)));
  written.mockRestore();
  expect(lines[0]).toMatchObject({ request: "REQ-1042", step: "database", code: "E1", msg: "it went wrong" });
  expect(lines[1]).not.toHaveProperty("request");
});

test("what is thrown says what was worked on, to whoever logs it outside", async () => {
  const error = new Error("deep");
  await logging({ request: "REQ-7" }, () => logging({ step: "a" }, () => Promise.reject(error))).catch(() => {});
  expect(aboutThrown(error)).toEqual({ request: "REQ-7", step: "a" });
  expect(aboutThrown("a text")).toEqual({});
});
