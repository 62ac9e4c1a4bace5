import { spawn } from "node:child_process";
import { moduleEnv } from "#lib/env.ts";
import { processEnv } from "./child.ts";

/** Older ones do not say all they do as JSON. */
const oldest = { major: 1, minor: 9 };

/** The version of the `terraform` on the PATH; null when there is none that will do. */
export async function terraformVersion(env: Record<string, string> = moduleEnv()): Promise<string | null> {
  try {
    const said: unknown = JSON.parse(await output(env));
    if (typeof said !== "object" || said === null || !("terraform_version" in said)) return null;
    const version = said.terraform_version;
    return typeof version === "string" && willDo(version) ? version : null;
  } catch {
    return null;
  }
}

/** Exported for its test. */
export function willDo(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}

function output(env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    // Or it would ask the internet for newer versions.
    const options = { timeout: 15_000, env: processEnv({ ...env, CHECKPOINT_DISABLE: "1" }) };
    const child = spawn("terraform", ["version", "-json"], { ...options, stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk: string) => (text += chunk));
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}
