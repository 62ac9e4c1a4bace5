import { YAMLParseError } from "yaml";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { AdapterKind, FieldUi } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import { answerOf, configMembers, schemaOf, shownAs, uiOf, valueOf } from "./config-field.ts";
import type { ConfigMember } from "./config-field.ts";

/** A way of doing a step, as it stands in the document. */
export interface WrittenWay {
  uses: AdapterKind;
  connection?: string;
  with: JsonObject;
}

/** The form of what an adapter takes; `answers`: those so far, as a module says by its variables what is asked next. */
export function configForm(uses: AdapterKind, context: CheckContext, was: JsonObject, answers: JsonObject): Form {
  const members = membersFor(uses, context, was, answers);
  const connections = connectionsFor(uses, context);
  const several = connections.length > 1;
  const needed = members.flatMap(({ name, needed: must }) => (must ? [name] : []));
  return buildForm(
    {
      type: "object",
      required: [...(several ? ["connection"] : []), ...needed],
      properties: {
        ...(connections.length === 0
          ? {}
          : {
              connection: {
                type: "string",
                title: "Connection",
                enum: connections,
                ...(several ? {} : { default: connections[0] ?? "" }),
              },
            }),
        ...Object.fromEntries(members.map((member) => [member.name, schemaOf(member)])),
      },
    },
    { fields: Object.fromEntries(members.map((member): [string, FieldUi] => [member.name, uiOf(member)])) },
  );
}

function connectionsFor(uses: AdapterKind, { connections = [] }: CheckContext): string[] {
  const { connection } = adapterDefinition(uses);
  return connections.flatMap(({ name, kind }) => (kind === connection ? [name] : []));
}

function membersFor(uses: AdapterKind, context: CheckContext, was: JsonObject, answers: JsonObject): ConfigMember[] {
  return configMembers(uses).map((member) => {
    const field = specific(uses, member, context, answers);
    const asks = field.kind === "named" && Object.values(field.names ?? {}).some(({ needed }) => needed);
    return { ...member, needed: member.needed || asks, field: shownAs(field, was[member.name]) };
  });
}

/** What is known here makes a better question than any text. */
function specific(
  uses: AdapterKind,
  { name, field }: ConfigMember,
  context: CheckContext,
  answers: JsonObject,
): ConfigMember["field"] {
  const folders = Object.keys(context.modules ?? {});
  if (uses === "terraform" && name === "module" && folders.length > 0) return { kind: "choice", of: folders };
  if (uses === "offering" && name === "offering" && context.offerings?.length)
    return { kind: "choice", of: [...context.offerings] };
  const chosen =
    uses === "terraform" && name === "variables" ? moduleAt(context.modules, answers["module"]) : undefined;
  if (!chosen) return field;
  const variables = Object.entries(chosen.description.variables);
  if (variables.length === 0) return field;
  const names = variables.map(([variable, { description, required, default: preset }]) => {
    const otherwise = required || preset === undefined ? "" : `${JSON.stringify(preset)} when left out.`;
    const help = [description, otherwise].filter(Boolean).join(" ");
    return [variable, { needed: required, ...(help === "" ? {} : { help }) }] as const;
  });
  return { kind: "named", names: Object.fromEntries(names) };
}

export function configAnswers(uses: AdapterKind, context: CheckContext, was: WrittenWay): JsonObject {
  const members = membersFor(uses, context, was.with, was.with);
  const given = members.flatMap(({ name, field }): [string, Json][] => {
    const value = was.with[name];
    return value === undefined ? [] : [[name, answerOf(field, value)]];
  });
  return { ...(was.connection === undefined ? {} : { connection: was.connection }), ...Object.fromEntries(given) };
}

/** The way that the answers mean, or what is wrong with them where they are pieces of a document. */
export function wayOf(
  uses: AdapterKind,
  context: CheckContext,
  answers: JsonObject,
  was: WrittenWay | undefined,
): { way: WrittenWay } | { issues: Issue[] } {
  const before = was?.uses === uses ? was.with : {};
  const config: JsonObject = {};
  const issues: Issue[] = [];
  const members = membersFor(uses, context, before, answers);
  for (const { name, field, needed } of members) {
    const answer = answers[name];
    if (answer === undefined || (isBlank(answer) && !needed)) continue;
    try {
      config[name] = valueOf(field, answer, before[name]);
    } catch (failure) {
      if (!(failure instanceof YAMLParseError)) throw failure;
      issues.push({ severity: "error", path: `/${name}`, message: "This is no YAML; write it as in the document." });
    }
  }
  if (issues.length > 0) return { issues };
  const connections = connectionsFor(uses, context);
  const chosen = answers["connection"];
  // The only one there is goes without saying.
  const named = typeof chosen === "string" && (connections.length > 1 || was?.connection !== undefined);
  return { way: { uses, ...(named ? { connection: chosen } : {}), with: ordered(config, before) } };
}

function isBlank(answer: Json): boolean {
  if (answer === false) return true;
  return typeof answer === "object" && answer !== null && Object.keys(answer).length === 0;
}

/** In the order in which it was written; what is new behind it. */
function ordered(config: JsonObject, before: JsonObject): JsonObject {
  const names = [...Object.keys(before).filter((name) => Object.hasOwn(config, name)), ...Object.keys(config)];
  return Object.fromEntries([...new Set(names)].map((name) => [name, config[name] ?? null]));
}
