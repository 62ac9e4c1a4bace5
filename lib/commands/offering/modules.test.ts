import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readModules } from "./modules.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pao-modules-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, "modules", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

const troublesOf = async (folder: string, listed = "") =>
  (await readModules(directory, listed)).get(`modules/${folder}`)?.description.troubles;
const calling = (source: string) => `module "net" { source = "${source}" }\n`;

test.each([
  "terraform-aws-modules/vpc/aws",
  "git::https://git.example.com/net.git?ref=v1",
  "https://example.com/net.zip",
  "/etc/terraform/net",
  "s3::https://s3.amazonaws.com/b/net.zip",
])("a module from %s is refused, with its name, where it is called, and what to do", async (source) => {
  await write({ "db/main.tf": calling("./part"), "db/part/main.tf": calling(source) });
  expect(await troublesOf("db")).toEqual([
    `Its module “net” (modules/db/part) comes from “${source}”, which is no folder below modules/. Put it there, or whoever runs PAO lists it in PAO_TERRAFORM_SOURCES.`,
  ]);
});

test("what is listed may be called: a source by its name, or all below a place", async () => {
  const listed = "terraform-aws-modules/vpc/aws, git::https://git.example.com/platform/*";
  await write({
    "named/main.tf": calling("terraform-aws-modules/vpc/aws"),
    "below/main.tf": calling("git::https://git.example.com/platform/net.git?ref=v1"),
    "other/main.tf": calling("terraform-aws-modules/vpc/aws-evil"),
    "beside/main.tf": calling("git::https://git.example.com/platform-evil/net.git"),
  });
  expect(await troublesOf("named", listed)).toEqual([]);
  expect(await troublesOf("below", listed)).toEqual([]);
  expect(await troublesOf("other", listed)).toHaveLength(1);
  expect(await troublesOf("beside", listed)).toHaveLength(1);
});

test.each([
  "git::https://git.example.com/platform/../mallory/net.git",
  "git::https://git.example.com/platform/%2e%2e/mallory/net.git",
  "git::https://git.example.com.evil.example/platform/net.git",
])("%s is not below a listed place", async (source) => {
  await write({ "db/main.tf": calling(source) });
  const listed = "git::https://git.example.com/platform/*, git::https://git.example.com*";
  expect(await troublesOf("db", listed)).toHaveLength(1);
});

test("examples that lie in a module's folder may call what they like: they never run", async () => {
  await write({
    "db/main.tf": 'variable "name" {}',
    "db/examples/all/main.tf": `${calling("../..")}module "kms" { source = "terraform-aws-modules/kms/aws" }`,
  });
  expect(await troublesOf("db")).toEqual([]);
  expect(await troublesOf("db/examples/all")).toHaveLength(1);
});

test("a file that is no Terraform keeps a module from being used, also one of a module that it calls", async () => {
  await write({
    "db/main.tf": calling("../net"),
    "net/main.tf": 'variable "x" { type = ',
    "fine/main.tf": 'variable "x" {}',
    "fine/examples/main.tf": "locals {",
  });
  const trouble = "In main.tf, line 1, “type” has no value.";
  expect(await troublesOf("net")).toEqual([trouble]);
  expect(await troublesOf("db")).toEqual([`In what it calls, modules/net: ${trouble}`]);
  expect(await troublesOf("fine")).toEqual([]);
});
