import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeBundle } from "./bundle.ts";

const offerings = path.resolve(import.meta.dirname, "../../offerings");
const folder = mkdtempSync(path.join(tmpdir(), "pao-cli-"));

const good = (name: string, steps: string, inputs = "{ name: { type: string } }") => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: ${name}, summary: Something small., owner: compute, category: test }
inputs: { type: object, required: [name], properties: ${inputs} }
fulfillment:
  steps:
${steps}
`;
const task = `    - { id: make, uses: manual, with: { team: compute, instructions: "Make \${{ inputs.name }}." } }`;
const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

beforeAll(async () => {
  // A place that knows no packages, as a runner of somebody else's repository.
  await writeBundle(path.join(folder, "pao.mjs"));
  put("good/queue.yaml", good("queue", task));
  put("bad/queue.yaml", good("queue", task.replace("inputs.name", "inputs.nam")));
  put("pair/queue.yaml", good("queue", task));
  const order = (name: string) =>
    `    - { id: q, uses: offering, with: { offering: queue, inputs: { ${name}: "\${{ inputs.name }}" } } }`;
  put("pair/right.yaml", good("right", order("name")));
  put("pair/wrong.yaml", good("wrong", order("size")));
});
afterAll(() => rmSync(folder, { recursive: true }));

function pao(words: string[], input = "", env: Record<string, string> = {}) {
  const options = {
    cwd: folder,
    encoding: "utf8",
    input,
    env: { ...process.env, GITHUB_ACTIONS: "", ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["pao.mjs", ...words], options);
  return { status, stdout, stderr };
}

test("a document that is right ends with 0, one that is not with 1 and its place", () => {
  expect(pao(["validate", "good/queue.yaml"])).toEqual({
    status: 0,
    stdout: "1 document: 0 errors, 0 warnings.\n",
    stderr: "",
  });
  const { status, stdout } = pao(["validate", "good/queue.yaml", "bad/queue.yaml"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^bad\/queue\.yaml:7:\d+: error: .*did you mean inputs\.name\?$/m);
  expect(stdout).toMatch(/^2 documents: 1 error, \d warnings?\.$/m);
});

test("every offering that PAO brings is right, in a folder by itself", () => {
  cpSync(offerings, path.join(folder, "offerings"), { recursive: true });
  const { status, stdout } = pao(["validate", "offerings"]);
  expect(stdout).toMatch(/^\d+ documents: 0 errors, 0 warnings\.\n$/);
  expect(status).toBe(0);
});

test("a document is judged with the offerings beside it", () => {
  expect(pao(["validate", "pair/right.yaml"]).status).toBe(0);
  const { status, stdout } = pao(["validate", "pair/wrong.yaml"]);
  expect(status).toBe(1);
  expect(stdout).toContain("pair/wrong.yaml:7:");
  // From elsewhere, with the folder named.
  put(
    "draft.yaml",
    good(
      "draft",
      `    - { id: q, uses: offering, with: { offering: queue, inputs: { name: "\${{ inputs.name }}" } } }`,
    ),
  );
  expect(pao(["validate", "draft.yaml", "--offerings", "pair"]).status).toBe(0);
});

test("standard input is judged as a text", () => {
  expect(pao(["validate", "-"], "kind: [").stdout).toMatch(/^-:1:\d+: error: /);
});

test("warnings count only where they are asked to", () => {
  put("warned/queue.yaml", good("queue", task, "{ name: { type: string }, spare: { type: string } }"));
  expect(pao(["validate", "warned"]).status).toBe(0);
  expect(pao(["validate", "--strict", "warned"]).status).toBe(1);
});

test("a workflow of GitHub gets annotations by itself", () => {
  const { stdout } = pao(["validate", "bad/queue.yaml"], "", { GITHUB_ACTIONS: "true" });
  expect(stdout).toMatch(/^::error file=bad\/queue\.yaml,line=7,col=\d+::/m);
});

test.each([
  [["validate", "not-there.yaml"], "not-there.yaml is not there, or can't be read."],
  [["validate"], "Name the documents to check, or a folder of them."],
  [["order", "queue"], "pao knows validate, not order."],
  [["validate", "--format", "xml", "good"], "There is no format xml: it is one of text, json, sarif, github."],
  [["validate", "--frob", "good"], "Unknown option '--frob'"],
])("%j could not be asked, which ends with 2 and says why", (words, why) => {
  const { status, stderr } = pao(words);
  expect(status).toBe(2);
  expect(stderr).toContain(why);
  expect(stderr).toContain("pao --help says more.");
});

test("it says what it can do, and which version it is", () => {
  expect(pao(["--help"]).stdout).toContain("pao validate <file, folder or - for standard input>");
  expect(pao(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("whoever reads only the beginning of what it says gets no error for that", () => {
  const words = ["-c", '"$0" pao.mjs validate good bad --format json | true', process.execPath];
  const { stderr } = spawnSync("sh", words, { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("");
});
