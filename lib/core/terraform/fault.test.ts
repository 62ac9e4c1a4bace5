import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeModule } from "./describe.ts";
import { faultIn } from "./fault.ts";

const told = (text: string) => {
  const fault = faultIn(text);
  return fault && `${fault.line}: ${fault.what}`;
};

test.each([
  ['variable "x" { type = ', "1: “type” has no value"],
  ['variable "x" {\n  type = string\n\noutput "y" {\n  value = 1\n}\n', "1: a { is not closed"],
  ['variable "x" {}\n}\n', "2: a } closes nothing"],
  ["locals {\n  a = [1, 2\n  b = 3\n}\n", "4: a } stands where the [ of line 2 is still open"],
  ["locals {\n  a = (1 +\n", "2: a ( is not closed"],
  ["locals {\n  a = 1 +\n}\n", "2: the value of “a” ends with “+”"],
  ["locals {\n  a = var.\n}\n", "2: the value of “a” ends with “.”"],
  ["locals {\n  a = (1 + )\n}\n", "2: “+” is followed by nothing"],
  ['locals {\n  a = "x\n  b = "y"\n}\n', "2: a text in quotes is not closed"],
  ['locals {\n  a = "${var.x"\n  b = 1\n}\n', "2: a text in quotes is not closed"],
  ["locals {\n  a = <<-EOT\n  x\n}\n", "2: the text that begins with <<-EOT is not closed"],
  ["/* a\nlocals {}\n", "1: a comment is not closed"],
  ["/*/", "1: a comment is not closed"],
  ["locals {\n  a = 'x'\n}\n", "2: “'” means nothing outside of quotes"],
  ["locals {\n  a = string string\n}\n", "2: “string” stands behind a value that has ended"],
  ["locals {\n  a = 1, b = 2\n}\n", "2: a comma stands between arguments; each needs a line of its own"],
  ['variable "x"\n{\n}\n', "1: “variable” is followed neither by = nor by {"],
  ["locals {} locals {}\n", "1: “locals” stands behind a } and needs a line of its own"],
  ['"a" = 1\n', "1: a text in quotes can’t stand where a block or an argument begins"],
])("what can't be read is told with its line: %s", (text, fault) => {
  expect(told(text)).toBe(fault);
});

test.each([
  ["nothing", ""],
  ["comments of all kinds", '# "\n// {\n/* }\n" */\na = 1 # (\nb = 2 // [\nc = /* " */ 3 /* ** */\n/***/\n/* // */'],
  ["Windows' line breaks", 'a {\r\n  b = 1\r\n  c = <<EOT\r\n"{\r\nEOT\r\n}\r\n'],
  ["one-line blocks", 'variable "x" { type = string }\nvariable y {}\nlocals {}'],
  ["heredocs with anything in them", "a = <<EOT\n\"{[( /* # ' ${x} EOT\n EOTX\n  EOT\nb = <<-E_1\n  }\n  E_1\n"],
  ["heredocs as arguments", 'a = jsonencode(<<EOT\n{ "x": [\nEOT\n)\nb = [<<A\nx\nA\n, <<B\ny\nB\n]\n'],
  [
    "escapes in texts",
    'a = "\\"{"\nb = "\\\\"\nc = "$${x"\nd = "%%{y"\ne = "\\u00e9 \\n $ % {"\nf = "{ [ ( # // /*"\n',
  ],
  ["nested templates", 'a = "${join("-", ["${x}", "}", "{"])}"\nb = "${{ for k in ["a"] : k => "${k}" }["a"]}"\n'],
  ["templates over lines", 'a = "x${\n  y # "}\n  /* " */\n}z"\nb = "%{ if x ~}\\n${~ y ~}%{ else }%{ endif }"\n'],
  ["a heredoc in a template", 'a = "${<<EOT\n"\nEOT\n}"\n'],
  ["all operators", "a = !x && -y < 1 || 2 >= 3 ? 4 * 5 / 6 % 7 : 8 - 9 + 1 == 2 != true <= false\n"],
  ["what ends with a star", "a = b.*\nc = d[*]\ne = f.*.g\nh = i[*].j\nk = l.0\nm = n[0].o\np = (q.*)\n"],
  [
    "loops",
    'a = { for k, v in x : k => v... if v != null }\nb = [for v in x : v\n  if v > 1]\nc = f(x...)\nd = {for v in x: "${v}" => v}\n',
  ],
  ["objects", 'a = {\n  b = 1,\n  "c" : 2\n  (d) = 3\n  e = {}, f = []\n}\n'],
  ["brackets over lines", "a = (\n  1 +\n  2\n)\nb = [\n  1, # one\n  2,\n]\nc = f(\n  x,\n)\nd = (x\n  ? 1\n  : 2)\n"],
  ["names with dashes and of other scripts", "größe-1 = a-b\n_x = 1\n名前 = 1.5e-3\n"],
  ["what functions of providers are called", "a = provider::aws::arn_parse(x)\n"],
  ["a byte order mark", "\uFEFFa = 1\n"],
  ["no line break at the end", "a = 1"],
])("nothing is wrong with %s", (_what, text) => {
  expect(told(text)).toBeUndefined();
});

test("the modules that come with PAO can be read", () => {
  const files = readdirSync("offerings/modules", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tf"),
  );
  expect(files.length).toBeGreaterThan(4);
  for (const name of files)
    expect([name, told(readFileSync(`offerings/modules/${name}`, "utf8"))]).toEqual([name, undefined]);
});

test("a module says which of its files can't be read", () => {
  const { troubles, variables } = describeModule({
    "main.tf": 'variable "x" {}',
    "Other.tf": "locals {\n",
    "more.tf.json": '{\n  "variable":\n}',
    "fine.tf.json": "\uFEFF{}",
  });
  expect(Object.keys(variables)).toEqual(["x"]);
  expect(troubles).toEqual([
    "In Other.tf, line 1, a { is not closed.",
    "In more.tf.json, line 3, the text is no JSON.",
  ]);
});

test("whatever stands in quotes, the text is sound", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const quoted = JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
      expect(told(`a = ${quoted}\nb {\n  c = [${quoted}, "\${f(${quoted})}"]\n}\n`)).toBeUndefined();
    }),
  );
});

test("a text cut off within a block is never sound", () => {
  const whole = 'variable "x" {\n  type = object({ a = string })\n  default = { a = "${f("b")}" }\n}';
  for (let length = 14; length < whole.length; length++) expect(told(whole.slice(0, length))).toBeDefined();
});
