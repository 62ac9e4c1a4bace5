import { expect, test, vi } from "vitest";
import { logPrinted } from "./printed.ts";

test("what is printed is a line of the log, and an error tells nothing that it carries", () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const printer = Object.create(console) as Console;
  logPrinted(printer);
  const error = Object.assign(new Error("Failed query: select $1\nparams: hunter2"), { params: ["hunter2"] });
  printer.error("⨯", error);
  printer.error("%s is %d", "this", 7);
  const text = written.mock.calls.map(([line]) => String(line));
  written.mockRestore();
  expect(text.join("")).not.toContain("hunter2");
  expect(JSON.parse(text[0] ?? "")).toMatchObject({ level: "error", msg: "⨯", error: { name: "Error" } });
  expect(JSON.parse(text[1] ?? "")).toMatchObject({ msg: "this is 7" });
});
