import type { ModuleDescription } from "./module.ts";

/** A file of a module as it is kept: any bytes. */
export interface ModuleFile {
  base64: string;
  executable?: true;
}

/** Everything that running a module takes: its folder and the folders it calls, by path below the offerings' folder. */
export interface ModuleBundle {
  /** `modules/postgres` */
  folder: string;
  /** SHA-256 over the folder and all files, hex. */
  digest: string;
  files: Record<string, ModuleFile>;
  description: ModuleDescription;
}

/** What a module may weigh: it is kept with every revision that changes it, and unpacked for every run. */
export const bundleLimits = { files: 500, bytes: 5 * 1024 * 1024 } as const;
