import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { bundleLimits, type ModuleBundle, type ModuleFile } from "#lib/core/terraform/bundle.ts";
import { describeModule } from "#lib/core/terraform/describe.ts";
import type { ModuleDescription } from "#lib/core/terraform/module.ts";
import { env } from "#lib/env.ts";

/** Every module below `modules/` of the offerings' folder: each folder that holds Terraform files, with what it calls. */
export async function readModules(
  directory: string,
  listed: string = env().PAO_TERRAFORM_SOURCES,
): Promise<Map<string, ModuleBundle>> {
  const tree: Tree = {
    ...(await readTree(directory)),
    listed: listed.split(",").map((entry) => entry.trim()),
    described: new Map(),
  };
  const folders = [...new Set([...tree.files.keys()].filter(isTerraform).map((file) => path.posix.dirname(file)))];
  return new Map(folders.sort().map((folder) => [folder, bundleOf(folder, tree)]));
}

const isTerraform = (file: string) => /\.tf(\.json)?$/.test(file);
/** What a person's own runs leave in a module's folder, and what nobody means to publish. */
const passedOver = /^(\..*|.*\.tfstate(\..*)?|errored\.tfstate|node_modules)$/;
const lockFile = ".terraform.lock.hcl";
const mostFolders = 2_000;

interface Tree {
  /** By path below the offerings' folder. */
  files: Map<string, { bytes: Buffer; executable: boolean }>;
  /** Links lead anywhere; they are never followed. */
  links: string[];
  /** Too large to be read. */
  large: string[];
  /** What modules may be called from elsewhere, as PAO_TERRAFORM_SOURCES lists it. */
  listed: readonly string[];
  /** What was read of a folder: modules share folders, and each is asked about several times. */
  described: Map<string, ModuleDescription>;
}

async function readTree(directory: string): Promise<Pick<Tree, "files" | "links" | "large">> {
  const tree: Pick<Tree, "files" | "links" | "large"> = { files: new Map(), links: [], large: [] };
  const open = ["modules"];
  for (let folder = open.shift(), seen = 0; folder !== undefined && seen < mostFolders; folder = open.shift(), seen++) {
    for (const name of await entriesOf(path.join(directory, folder))) {
      if (passedOver.test(name) && name !== lockFile) continue;
      const file = `${folder}/${name}`;
      const known = await lstat(path.join(directory, file));
      if (known.isSymbolicLink()) tree.links.push(file);
      else if (known.isDirectory()) open.push(file);
      else if (known.isFile()) await readOne(directory, file, known, tree);
    }
  }
  return tree;
}

async function readOne(
  directory: string,
  file: string,
  known: { size: number; mode: number },
  tree: Pick<Tree, "files" | "large">,
) {
  if (known.size > bundleLimits.bytes) return void tree.large.push(file);
  const bytes = await readFile(path.join(directory, file));
  tree.files.set(file, { bytes, executable: (known.mode & 0o100) !== 0 });
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}

function bundleOf(folder: string, tree: Tree): ModuleBundle {
  const { folders, troubles } = closure(folder, tree);
  const within = (file: string) => folders.some((one) => file.startsWith(`${one}/`));
  const files = [...tree.files].filter(([file]) => within(file)).sort(([one], [other]) => (one < other ? -1 : 1));
  const bytes = files.reduce((sum, [, file]) => sum + file.bytes.length, 0);
  const [link] = tree.links.filter(within);
  if (link !== undefined) troubles.push(`${link} is a link; put the file itself there.`);
  const fits = files.length <= bundleLimits.files && bytes <= bundleLimits.bytes && !tree.large.some(within);
  if (!fits) troubles.push(`It holds more than ${bundleLimits.files} files or 5 MiB.`);
  const described = describe(folder, tree);
  const kept = fits ? files : [];
  return {
    folder,
    digest: digestOf(folder, files),
    files: Object.fromEntries(kept.map(([file, { bytes: held, executable }]) => [file, fileOf(held, executable)])),
    description: { ...described, troubles: [...described.troubles, ...troubles, ...calledBy(folder, tree)] },
  };
}

function fileOf(bytes: Buffer, executable: boolean): ModuleFile {
  return { base64: bytes.toString("base64"), ...(executable ? { executable: true } : {}) };
}

function describe(folder: string, tree: Tree): ModuleDescription {
  const known = tree.described.get(folder) ?? describeModule(textsOf(folder, tree));
  tree.described.set(folder, known);
  return known;
}

/** The Terraform files that lie in a folder itself, as text by name. */
function textsOf(folder: string, { files }: Tree): Record<string, string> {
  const own = [...files].filter(([file]) => path.posix.dirname(file) === folder && isTerraform(file));
  return Object.fromEntries(own.map(([file, { bytes }]) => [path.posix.basename(file), bytes.toString("utf8")]));
}

/** The folder and all it calls by a relative path, which must lie below `modules/` too. */
function closure(folder: string, tree: Tree): { folders: string[]; troubles: string[] } {
  const folders = [folder];
  const troubles: string[] = [];
  for (const here of folders) {
    const inside = [...tree.files.keys()].filter((file) => file.startsWith(`${here}/`) && isTerraform(file));
    for (const own of new Set(inside.map((file) => path.posix.dirname(file))))
      for (const source of Object.values(describe(own, tree).calls)) {
        if (!isFolder(source)) continue;
        const called = path.posix.join(own, source).replace(/\/+$/, "");
        if (!called.startsWith("modules/")) troubles.push(`It calls ${source}, which lies outside modules/.`);
        else if (!folders.some((one) => called === one || called.startsWith(`${one}/`))) folders.push(called);
      }
  }
  return { folders, troubles };
}

const isFolder = (source: string) => /^\.\.?\//.test(source);

/** What running a folder would fetch from places that are not listed, and what it calls that can't be read. Folders beside it that it never calls, such as examples, do not count. */
function calledBy(folder: string, tree: Tree): string[] {
  const reached = [folder];
  const troubles: string[] = [];
  for (const here of reached) {
    const { calls, troubles: own } = describe(here, tree);
    // Of the folder itself it is told already.
    if (here !== folder) troubles.push(...own.map((trouble) => `In what it calls, ${here}: ${trouble}`));
    for (const [name, source] of Object.entries(calls)) {
      const called = path.posix.join(here, source).replace(/\/+$/, "");
      if (!isFolder(source) && !isListed(source, tree)) troubles.push(notListed(here, name, source));
      else if (isFolder(source) && called.startsWith("modules/") && !reached.includes(called)) reached.push(called);
    }
  }
  return troubles;
}

const notListed = (folder: string, name: string, source: string) =>
  `Its module “${name}” (${folder}) comes from “${source}”, which is no folder below modules/. Put it there, or whoever runs PAO lists it in PAO_TERRAFORM_SOURCES.`;

/** What Terraform would fetch from elsewhere runs with all that the engine may do, so that whoever runs PAO says from where. */
function isListed(source: string, { listed }: Tree): boolean {
  // A way back up would lead out of what is listed.
  if (/(^|[/\\])\.\.([/\\]|$)|%2e/i.test(source)) return false;
  return listed.some((entry) => {
    // Behind anything but a slash a star would take in other hosts and other names.
    if (entry.endsWith("/*")) return source.startsWith(entry.slice(0, -1));
    return entry !== "" && withoutVersion(source) === entry;
  });
}

/** `git::https://example.com/net.git?ref=v1.2.0` */
const withoutVersion = (source: string) => source.split("?", 1)[0] ?? source;

function digestOf(folder: string, files: readonly [string, { bytes: Buffer; executable: boolean }][]): string {
  const hash = createHash("sha256").update(`${folder}\0`);
  for (const [file, { bytes, executable }] of files)
    hash.update(`${file}\0${executable ? "x" : "-"}${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}
