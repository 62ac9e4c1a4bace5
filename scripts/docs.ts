import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { blocks } from "./docs/blocks.ts";
import { filled, pages } from "./docs/fill.ts";

/** Makes the generated parts of docs/ anew: `npm run docs`. A test says when one is out of date. */
const folder = path.join(import.meta.dirname, "../docs");
for (const name of pages(readdirSync(folder, { recursive: true, encoding: "utf8" }))) {
  const file = path.join(folder, name);
  const before = readFileSync(file, "utf8");
  const after = filled(before, blocks);
  if (after === before) continue;
  writeFileSync(file, after);
  process.stdout.write(`Wrote docs/${name}\n`);
}
