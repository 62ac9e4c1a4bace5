import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { githubPullRequest, githubPullRequestPayload } from "./github-pull-request.ts";
import { mark } from "./markdown-text.ts";
import { fileConfig } from "./repository-file.ts";

const text = (markdown: string, ...values: string[]) => ({ markdown, values });
const file = { path: text("a.yaml"), content: text("a: 1\n") };
const pull = { repository: "acme/dns", title: text("Add it"), files: [file] };
const read = (more: JsonObject) => githubPullRequestPayload.safeParse({ ...pull, ...more });
const wrongs = (more: JsonObject) => read(more).error?.issues.map(({ message }) => message) ?? [];
const written = (one: JsonObject) => read({ files: [one] }).data?.files[0]?.text;
const wrong = (one: JsonObject) => wrongs({ files: [one] })[0];
const at = (path: string, ...values: string[]) => ({ path: text(path, ...values), content: text("x") });

describe("a path", () => {
  test("that can never be written is refused in the document", () => {
    const path = (given: string) => fileConfig.safeParse({ path: given, content: "x" }).error?.issues[0]?.path;
    for (const given of ["../a.json", "../${{ inputs.name }}.json", ".git/config", "/etc/passwd"])
      expect(path(given)).toEqual(["path"]);
    for (const given of ["${{ request.environment }}/${{ inputs.name }}.yaml", ".github/workflows/a.yml", "${{ open"])
      expect(path(given)).toBeUndefined();
  });

  test.each([
    ["a value", at(`${mark(0)}/db.yaml`, "orders"), undefined],
    ["a folder that begins with a dot, as the author wrote it", at(`.github/workflows/${mark(0)}.yml`, "x"), undefined],
    ["a climb", at(`a/${mark(0)}/b`, ".."), /names: none is empty/],
    ["a slash in a value", at(mark(0), "x/y"), /may not hold a slash/],
    ["an empty value", at(`a${mark(0)}`, " "), /is empty/],
    ["an absolute path", at("/etc/passwd"), /without a slash/],
    ["git's own files", at(`${mark(0)}/config`, ".GIT"), /git itself/],
    ["git's own files under a name that some disks take for it", at("a/git~1/config"), /git itself/],
    ["workflows, by an answer", at(`${mark(0)}/workflows/x.yml`, ".github"), /for the document to say/],
    ["a line break", at(mark(0), "a\nb"), /control characters/],
  ])("%s", (_, one, expected) => {
    expect(wrong(one) ?? "fine").toMatch(expected ?? /^fine$/);
  });

  test("stands for one file", () => {
    expect(wrongs({ files: [file, file] })).toEqual(["Two of the files have the same path."]);
  });
});

describe("data", () => {
  test("is written as the path ends, or as format says", () => {
    const data = { name: "orders", on: "no", port: 80, version: "1.10", at: "12:30", note: "a\nb: c" };
    expect(written({ path: text("a.json"), data })).toBe(`${JSON.stringify(data, null, 2)}\n`);
    expect(written({ path: text("a.yml"), data })).toBe(
      'name: orders\n"on": "no"\nport: 80\nversion: "1.10"\nat: "12:30"\nnote: "a\\nb: c"\n',
    );
    expect(written({ path: text("Chart"), data: { a: 1 }, format: "yaml" })).toBe("a: 1\n");
    expect(wrong({ path: text("Chart"), data })).toMatch(/says with format/);
  });

  test("is read back as it was, by both versions of YAML", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const data = JSON.parse(JSON.stringify({ value })) as Json;
        const yaml = written({ path: text("a.yaml"), data }) ?? "";
        expect(parse(yaml)).toEqual(data);
        expect(parse(yaml, { version: "1.1" })).toEqual(data);
      }),
    );
  });
});

describe("content", () => {
  const template = `# For ${mark(0)}\nname: ${mark(0)}\nurl: "https://${mark(0)}/"\nlist: [a, ${mark(0)}]\nnote: |\n  of ${mark(0)}\n`;
  const filled = (value: string) => ({
    name: value,
    url: `https://${value}/`,
    list: ["a", value],
    note: `of ${value}\n`,
  });

  test("keeps the author's layout, and numbers stay numbers", () => {
    expect(
      written({
        path: text("a.yaml"),
        content: text(`# Replicas\nn: ${mark(0)} # few\n\nv: "${mark(1)}"\n`, "3", "3"),
      }),
    ).toBe('# Replicas\nn: 3 # few\n\nv: "3"\n');
  });

  test("in YAML takes any answer as text, and no answer makes structure", () => {
    const value = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("a: b", "x\nadmin: true", '"', "]", "*a", "&a b", "#", "- x", "|", "---", "!t", "\u2028", "on"),
    );
    fc.assert(
      fc.property(value, (given) => {
        fc.pre(!/^(?:-?\d+|true|false)$|[\uE000\uE001\r]/.test(given) && given.isWellFormed());
        const yaml = written({ path: text("a.yaml"), content: text(template, given) }) ?? "";
        expect(parse(yaml)).toEqual(filled(given));
      }),
    );
  });

  test("in YAML makes no second key of the author's, and no tag", () => {
    expect(wrong({ path: text("a.yaml"), content: text(`admin: false\n${mark(0)}: x\n`, "admin") })).toMatch(/no YAML/);
    expect(wrong({ path: text("a.yaml"), content: text(`a: &${mark(0)} x\n`, "b") })).toMatch(/tag or an anchor/);
    expect(wrong({ path: text("a.yaml"), content: text(`a: [${mark(0)}\n`, "b") })).toMatch(/Without the answers/);
  });

  test("in JSON and Terraform is escaped between quotes, and gets quotes elsewhere", () => {
    const json = {
      path: text("a.json"),
      content: text(`{"a": "<${mark(0)}>", "n": ${mark(1)}, "b": ${mark(0)}}`, 'x", "c": "', "3"),
    };
    expect(JSON.parse(written(json) ?? "")).toEqual({ a: '<x", "c": ">', n: 3, b: 'x", "c": "' });
    const hcl = {
      path: text("a.tfvars"),
      content: text(`a = "${mark(0)}"\nb = ${mark(1)}\n`, 'x${file("/etc")}', "var.y"),
    };
    expect(written(hcl)).toBe('a = "x$${file(\\"/etc\\")}"\nb = "var.y"\n');
    expect(wrong({ path: text("a.json"), content: text(`{${mark(0)}: 1}`, "3") })).toMatch(/no JSON/);
  });

  test("elsewhere takes one line", () => {
    expect(written({ path: text("VERSION"), content: text(`${mark(0)}\n`, "1.2") })).toBe("1.2\n");
    expect(wrong({ path: text("run.sh"), content: text(`echo ${mark(0)}`, "a\nrm -rf /") })).toMatch(/line break/);
  });
});

describe("what people read", () => {
  test("mentions nobody and closes nothing by an answer, and keeps what the author wrote", () => {
    const answer = "@kim fixes #12, acme/x#3, GH-4 https://github.com/acme/x/issues/5";
    const data = read({
      title: text(`For @sam: ${mark(0)}`, answer),
      body: text(`Closes #1. ${mark(0)} \`${mark(0)}\``, answer),
      commitMessage: text(`Add ${mark(0)}\n\nRefs #2`, `it\nCo-authored-by: ${answer}`),
    }).data;
    const mention = /@kim|#12|#3|GH-4/;
    expect(data?.title).toMatch(/^For @sam: /);
    expect(data?.title).not.toMatch(mention);
    expect(data?.body).toMatch(/^Closes #1\./);
    expect(data?.body.replace(/`[^`]*`/, "")).not.toMatch(mention);
    expect(data?.body).toContain(`\`${answer}\``);
    expect(data?.commitMessage?.split("\n")).toEqual([
      expect.stringMatching(/^Add it Co-authored-by: /),
      "",
      "Refs #2",
    ]);
    expect(data?.commitMessage).not.toMatch(mention);
  });

  test("is Markdown of the author alone", () => {
    expect(read({ body: text(`**${mark(0)}**`, "<!-- a\n\n# b [c](d)") }).data?.body).toBe(
      "**\\<!-- a\\\n\\\n\\# b \\[c]\\(d)**",
    );
  });
});

test("the preview shows what people will read and the files as they will stand", () => {
  const files = [
    { path: text(`${mark(0)}.yaml`, "db"), data: { on: "no" } },
    { path: text("‹x›/a"), content: text("v") },
    { path: text("old"), mode: "delete" },
  ];
  expect(githubPullRequest.preview({ ...pull, body: text("**why**"), files })).toEqual({
    title: "Pull request in acme/dns",
    language: "text",
    text: 'Add it\n\n**why**\n\n── db.yaml\n"on": "no"\n\n── ‹x›/a\nv\n── old (delete)\n',
  });
});

test("a branch is one that git takes", () => {
  for (const branch of ["a b", "a..b", "-a", "a/", "a.lock", ".a", "a/.b", "refs/heads/a", "a~1"])
    expect(wrongs({ branch })).toEqual([expect.stringContaining("as git takes it")]);
  expect(wrongs({ branch: "feature/orders-db", base: "release/1.0" })).toEqual([]);
});

test("a file has data or content, and one to be deleted neither", () => {
  const takes = (one: JsonObject) =>
    githubPullRequest.config.safeParse({ repository: "a/b", title: "t", files: [one] }).success;
  expect(takes({ path: "a", content: "x" })).toBe(true);
  expect(takes({ path: "a", mode: "delete" })).toBe(true);
  expect(takes({ path: "a" })).toBe(false);
  expect(takes({ path: "a", content: "x", data: {} })).toBe(false);
  expect(takes({ path: "a", content: "x", mode: "delete" })).toBe(false);
});
