import { spawn } from "node:child_process";
import { moduleEnv } from "#lib/env.ts";
import { processEnv } from "./child.ts";

/** The version of the `terraform` on the PATH; null when there is none. */
export async function terraformVersion(env: Record<string, string> = moduleEnv()): Promise<string | null> {
  try {
    const said: unknown = JSON.parse(await output(env));
    if (typeof said !== "object" || said === null || !("terraform_version" in said)) return null;
    return typeof said.terraform_version === "string" ? said.terraform_version : null;
  } catch {
    return null;
  }
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
