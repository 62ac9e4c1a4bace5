import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JsonObject } from "#lib/core/json.ts";
import type { ModuleFile } from "#lib/core/terraform/bundle.ts";

/** Where one run works; nobody but PAO's own user may look in. */
export interface Place {
  /** The module's folder, in which Terraform runs. */
  folder: string;
  home: string;
  variables: string;
  backend: string;
  plan: string;
  plugins: string;
}

export interface Unpacked {
  dataDir: string;
  run: string;
  folder: string;
  files: Readonly<Record<string, ModuleFile>>;
  variables: JsonObject;
  /** Where its state is; null for a run that only plans what is not there yet. */
  backend: Readonly<Record<string, string | number>> | null;
}

const runFolder = (dataDir: string, run: string) => path.join(dataDir, "work", run);

/** Unpacks a module with its variables, which Terraform takes as they are: in JSON no text is a template. */
export async function unpack({ dataDir, run, folder, files, variables, backend }: Unpacked): Promise<Place> {
  const root = runFolder(dataDir, run);
  const place: Place = {
    folder: path.join(root, "files", folder),
    home: path.join(root, "home"),
    variables: path.join(root, "variables.tfvars.json"),
    backend: path.join(root, "backend.tfbackend"),
    plan: path.join(root, "plan"),
    plugins: path.join(dataDir, "terraform-plugins"),
  };
  await mkdir(root, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  for (const own of [place.home, place.folder, place.plugins]) await mkdir(own, { recursive: true, mode: 0o700 });
  for (const [name, file] of Object.entries(files)) await writeFileOf(path.join(root, "files"), name, file);
  // Merged last by its name: whatever backend the module declares, PAO's own is used.
  const kept = backend === null ? { local: { path: path.join(root, "none.tfstate") } } : { http: {} };
  const override = JSON.stringify({ terraform: { backend: kept } });
  await writeFile(path.join(place.folder, "zzz_pao_override.tf.json"), override, { mode: 0o600 });
  await writeFile(place.variables, JSON.stringify(variables), { mode: 0o600 });
  await writeFile(place.backend, hcl(backend ?? {}), { mode: 0o600 });
  return place;
}

async function writeFileOf(root: string, name: string, { base64, executable }: ModuleFile): Promise<void> {
  const file = path.join(root, name);
  if (!file.startsWith(`${root}${path.sep}`)) throw new RangeError(`${name} leads out of the module.`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, Buffer.from(base64, "base64"), { mode: executable ? 0o700 : 0o600 });
}

function hcl(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
    .join("");
}

export function clear(dataDir: string, run: string): Promise<void> {
  return rm(runFolder(dataDir, run), { recursive: true, force: true });
}
