import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { Problem } from "#lib/core/problem.ts";
import { runProgram } from "./child.ts";
import { during } from "./console.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** A Chromium for the journeys: the one that is named, one that is there, or one that is installed now. */
export async function findBrowser(root: string): Promise<string> {
  const named = process.env["PAO_CHROMIUM"];
  if (named && !works(named))
    throw new Problem("invalid", `PAO_CHROMIUM names ${named}, which is no browser that runs here.`, {
      remedy: "Correct it, or unset it.",
    });
  const found = named ?? present();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const script = "apt-get update -q && apt-get install -y -q --no-install-recommends chromium";
    await during("Installing Chromium", runProgram("/bin/sh", ["-c", script], environment));
  } else {
    const cli = path.join(root, "node_modules/@playwright/test/cli.js");
    await during("Installing Chromium", runProgram(process.execPath, [cli, "install", "chromium"], process.env));
  }
  const installed = present();
  if (installed) return installed;
  throw new Problem(
    "unavailable",
    "The journeys need Chromium or Google Chrome, and none could be found or installed.",
    {
      remedy:
        "Install one and name it with PAO_CHROMIUM, or run the other tests alone: npm test -- check unit components integration house",
    },
  );
}

function present(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    onMac,
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => existsSync(candidate) && works(candidate));
}

/** Some systems put a program in the browser's place that only says how to get one. */
function works(program: string): boolean {
  try {
    return /chrom/i.test(
      execFileSync(program, ["--version"], { encoding: "utf8", timeout: 20_000, stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return false;
  }
}
