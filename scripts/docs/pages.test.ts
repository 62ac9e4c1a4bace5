import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { adapterDefinitions } from "#lib/core/adapter/index.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { blocks } from "./blocks.ts";
import { filled, pages } from "./fill.ts";

const root = path.resolve(import.meta.dirname, "../..");
const docs = pages(readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" }));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe.each(docs)("docs/%s", (name) => {
  const page = read(`docs/${name}`);

  test("its generated parts are current (npm run docs)", () => {
    expect(page).toBe(filled(page, blocks));
  });

  test("its links lead somewhere", () => {
    expect(deadLinks(`docs/${name}`, page)).toEqual([]);
  });

  test("its YAML can be read, and whole documents in it are without errors", () => {
    const sources = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, source = ""]) => source);
    expect(sources.filter((source) => !isYaml(source))).toEqual([]);
    const issues = sources
      .filter((source) => source.startsWith("apiVersion:"))
      .flatMap((one) => checkOffering(one).issues);
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test.each(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])("the links of %s lead somewhere", (name) => {
  // Pictures are made by a script of their own.
  expect(deadLinks(name, read(name)).filter((link) => !link.startsWith("docs/pictures/"))).toEqual([]);
});

test("every adapter that can be run has a page", () => {
  const built = adapterDefinitions.filter((one) => one.built).map(({ kind }) => `adapters/${kind}.md`);
  expect(built.filter((page) => !docs.includes(page))).toEqual([]);
});

function isYaml(source: string): boolean {
  try {
    parse(source);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}

function deadLinks(file: string, page: string): string[] {
  const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^(https?:|mailto:)/.test(link) && !leads(file, page, link));
}

function leads(file: string, page: string, link: string): boolean {
  const [target = "", anchor] = link.split("#", 2);
  const there = target === "" ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(root, there))) return false;
  if (anchor === undefined) return true;
  const headings = (target === "" ? page : read(there)).matchAll(/^#+ (.*)$/gm);
  return [...headings].some(([, heading = ""]) => slug(heading) === anchor);
}

/** As GitHub names the anchors of headings. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
