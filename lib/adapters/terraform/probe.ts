import { listed } from "#lib/core/expression/nearest.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { knownText, knownValue } from "#lib/core/probe/known.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import { moduleEnv } from "#lib/env.ts";
import type { DryRun, ProbeContext } from "../adapter.ts";
import { note, ok, unknown, wrong } from "../probe.ts";
import { terraformVersion } from "./binary.ts";
import { dryPlan, type DryPlanned } from "./dry-plan.ts";

/**
 * Are the module's files kept with the revision, and is there a Terraform? With the answers of an order it is planned as well.
 * Without them `terraform validate` is not run: it needs every provider downloaded, which takes longer than anybody watches a page.
 */
export async function probeModule(context: ProbeContext, config: JsonObject): Promise<Finding[]> {
  const { modules, dryRun } = context;
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
  if (dryRun) return planModule(dryRun, config, version, context.signal);
  return [ok(`The files of ${folder} are kept with this revision, for Terraform ${version}. Providers are not asked.`)];
}

async function planModule(
  { bundle, dataDir, madeUp }: DryRun,
  config: JsonObject,
  version: string,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (!bundle) return [wrong("The files of its module are gone.", "Run it dry again.", "/module")];
  const variables = config["variables"] === undefined ? {} : knownValue(config["variables"]);
  if (!isJsonObject(variables)) return [unknown(openIn(config["variables"]), "/variables")];
  const { folder, files } = bundle;
  const secrets = madeUp.flatMap((pointer) => pointer.split("/")[2] ?? []);
  const env = moduleEnv();
  const planned = await dryPlan({ dataDir, folder, files, variables, madeUp: secrets, env, signal });
  return [...found(planned, version), ...madeUpNote(madeUp)];
}

function openIn(variables: JsonObject[string] | undefined): string {
  const open = isJsonObject(variables)
    ? Object.entries(variables).flatMap(([name, value]) => (knownValue(value) === undefined ? [name] : []))
    : [];
  const what =
    open.length === 0 ? "Its variables come" : `${listed(open, "and")} ${open.length === 1 ? "comes" : "come"}`;
  return `${what} of earlier steps, so that the module can't be planned before these are done.`;
}

function found(planned: DryPlanned, version: string): Finding[] {
  if ("changes" in planned) return [ok(`Terraform ${version} plans the module: ${summary(planned.changes)}.`)];
  const { problem, doubt } = planned;
  return [
    ...(problem ? [wrong(told(problem), problem.remedy ?? "", "/variables")] : []),
    ...(doubt
      ? [unknown(`With something made up for its secrets, the module can't be planned. ${told(doubt)}`, "/variables")]
      : []),
  ];
}

const told = ({ sentence, detail }: StepProblem) => [sentence, detail].filter(Boolean).join(" ");

const mostNamed = 6;

/** `3 to be created (terraform_data.database, terraform_data.storage, terraform_data.user)` */
function summary(changes: Readonly<Record<string, string>>): string {
  const addresses = Object.keys(changes).toSorted();
  if (addresses.length === 0) return "nothing has to be made";
  const more = addresses.length - mostNamed;
  const named = [...addresses.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])];
  return `${addresses.length} to be made (${named.join(", ")})`;
}

function madeUpNote(madeUp: readonly string[]): Finding[] {
  const names = madeUp.map((pointer) => pointer.split("/").slice(2).join("."));
  return names.length === 0
    ? []
    : [
        note(
          `A dry run hands on no secrets: something made up was planned with for ${listed(names, "and")}.`,
          "/variables",
        ),
      ];
}
