import path from "node:path";
import { type OfferingFile, readOfferingFiles } from "#lib/commands/offering/files.ts";
import { readModules } from "#lib/commands/offering/modules.ts";
import { childNames, type Children } from "#lib/core/offering/bundle/child.ts";
import { circular, otherwiseNamed } from "#lib/core/offering/folder.ts";
import { type CheckContext, checkOffering } from "#lib/core/offering/lint.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { Modules } from "#lib/core/terraform/module.ts";

/** A folder of offerings with all that its documents may name: each other, and modules. */
export interface Folder {
  files: readonly OfferingFile[];
  modules: Modules;
}

/** Reads a folder as a start of PAO does. `sources` lists where modules may be called from, as PAO_TERRAFORM_SOURCES does. */
export async function openFolder(directory: string, sources: string): Promise<Folder> {
  const modules = await readModules(directory, sources);
  return { files: await readOfferingFiles(directory, modules), modules: Object.fromEntries(modules) };
}

/** What is wrong with one document of the folder, judged like the ones PAO loads, but for what only an organisation knows. Null when PAO would not load it. */
export function checkFile(folder: Folder, file: string): Issue[] | null {
  const name = path.basename(file).replace(/\.[^.]+$/, "");
  const found = folder.files.find((one) => path.basename(one.file) === path.basename(file));
  if (!found) return null;
  const circle = circular(found, folder.files);
  if (circle) return [circle];
  const { offering, issues } = checkOffering(found.source, contextOf(folder, found.source));
  const misnamed = offering ? otherwiseNamed(offering, name) : null;
  return misnamed ? [misnamed, ...issues] : issues;
}

/** What is wrong with a text that lies in no folder. */
export function checkText(folder: Folder, source: string): Issue[] {
  return checkOffering(source, contextOf(folder, source)).issues;
}

function contextOf(folder: Folder, source: string): CheckContext {
  const { offering } = parseOffering(source);
  const offerings = folder.files.map(({ name }) => name);
  return { offerings, modules: folder.modules, children: offering ? childrenOf(folder, childNames(offering)) : {} };
}

/** As they would be published: with the questions of their own children in them. There is no way back to the first, or it would be a circle. */
function childrenOf(folder: Folder, names: readonly string[]): Children {
  const children = folder.files.flatMap((file) => {
    if (!names.includes(file.name) || circular(file, folder.files)) return [];
    const { offering } = checkOffering(file.source, contextOf(folder, file.source));
    if (!offering) return [];
    const modules = Object.fromEntries(
      modulesOf(offering).flatMap((name) => (folder.modules[name] ? [[name, folder.modules[name]]] : [])),
    );
    return [[file.name, { revision: 1, document: offering, modules }] as const];
  });
  return Object.fromEntries(children);
}
