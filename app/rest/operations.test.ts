import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { operations } from "./operations.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/rest.md"), "utf8");

test.each(operations.map(({ method, path: at, summary }) => ({ call: `${method.toUpperCase()} ${at}`, summary })))(
  "docs/rest.md says of $call what the program says",
  ({ call, summary }) => {
    expect(page).toContain(`| \`${call}\` | ${summary} |`);
  },
);
