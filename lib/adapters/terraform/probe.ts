import type { JsonObject } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { knownText } from "#lib/core/probe/known.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { ProbeContext } from "../adapter.ts";
import { ok, unknown, wrong } from "../probe.ts";
import { terraformVersion } from "./binary.ts";

/**
 * Are the module's files kept with the revision, and is there a Terraform? `terraform validate` is not run: it needs every
 * provider downloaded, which takes longer than anybody watches a page.
 */
export async function probeModule({ modules }: ProbeContext, config: JsonObject): Promise<Finding[]> {
  const folder = knownText(config["module"]) ?? "";
  const known = moduleAt(modules, folder);
  if (!known)
    return [wrong(`The files of ${folder} are not there.`, "Publish the offering again with its module.", "/module")];
  const { troubles } = known.description;
  if (troubles.length > 0)
    return troubles.map((trouble) => wrong(trouble, "Correct the module, and publish the offering again.", "/module"));
  const version = await terraformVersion();
  if (version === null)
    return [unknown("This engine has no Terraform; whether another one has was not looked for.", "/module")];
  return [ok(`The files of ${folder} are kept with this revision, for Terraform ${version}. Providers are not asked.`)];
}
