import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { type Block, type Body, readBody } from "./block.ts";
import { bodyOfJson } from "./json-body.ts";
import { faultIn, jsonFaultIn } from "./fault.ts";
import { literal } from "./literal.ts";
import type { ModuleDescription, ModuleOutput, ModuleVariable } from "./module.ts";
import type { Token } from "./token.ts";
import { typeSchema } from "./type.ts";
import { validationOf } from "./validation.ts";

/** Describes a module by the files of its folder, as text by name. Never throws, whatever the files hold. */
export function describeModule(files: Readonly<Record<string, string>>): ModuleDescription {
  const declared = new Declared();
  const names = Object.keys(files).filter((name) => /\.tf(\.json)?$/.test(name));
  // Terraform merges override files last, in the order of their names.
  for (const name of names.toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1)))
    declared.add(name.endsWith(".json") ? bodyOfJson(files[name] ?? "") : readBody(files[name] ?? ""));
  const { variables, outputs, calls, settings, providers, backend } = declared;
  const requiredVersion = textOf(settings.get("required_version"));
  return {
    variables: mapped(variables, (attributes, name) => ({
      ...variableOf(attributes),
      ...validationsOf(name, declared.rules.get(name)),
    })),
    outputs: mapped(outputs, outputOf),
    ...(requiredVersion === undefined ? {} : { requiredVersion }),
    providers: mapped(providers, providerOf),
    calls: mapped(calls, (attributes) => textOf(attributes.get("source")) ?? ""),
    ...(backend === undefined ? {} : { backend }),
    troubles:
      names.length === 0
        ? ["It holds no Terraform files."]
        : names.toSorted().flatMap((name) => faultOf(name, files[name] ?? "")),
  };
}

function faultOf(name: string, text: string): string[] {
  const fault = name.endsWith(".json") ? jsonFaultIn(text) : faultIn(text);
  return fault ? [`In ${name}, line ${fault.line}, ${fault.what}.`] : [];
}

const rank = (name: string) => (/(^|_)override\.tf(\.json)?$/.test(name) ? 1 : 0);

type Attributes = Map<string, Token[]>;

function mapped<Value, Result>(from: ReadonlyMap<string, Value>, make: (value: Value, name: string) => Result) {
  return Object.fromEntries([...from].map(([name, value]) => [name, make(value, name)]));
}

/** What all files declare together; what stands twice is merged. */
class Declared {
  readonly variables = new Map<string, Attributes>();
  /** The blocks in each variable. */
  readonly rules = new Map<string, Block[]>();
  readonly outputs = new Map<string, Attributes>();
  readonly calls = new Map<string, Attributes>();
  readonly providers = new Map<string, Token[]>();
  readonly settings: Attributes = new Map();
  backend: string | undefined;

  add({ blocks }: Body): void {
    for (const { type, labels, body } of blocks) {
      const [name] = labels;
      if (type === "terraform") this.addSettings(body);
      else if (name === undefined) continue;
      else if (type === "variable") {
        merge(this.variables, name, body);
        this.rules.set(name, [...(this.rules.get(name) ?? []), ...body.blocks]);
      } else if (type === "output") merge(this.outputs, name, body);
      else if (type === "module") merge(this.calls, name, body);
    }
  }

  private addSettings({ attributes, blocks }: Body): void {
    for (const [name, value] of attributes) this.settings.set(name, value);
    for (const { type, labels, body } of blocks) {
      if (type === "backend") this.backend = labels[0] ?? "unknown";
      if (type === "cloud") this.backend = "cloud";
      if (type !== "required_providers") continue;
      for (const [name, value] of body.attributes) this.providers.set(name, value);
    }
  }
}

function merge(into: Map<string, Attributes>, name: string, { attributes }: Body): void {
  into.set(name, new Map([...(into.get(name) ?? []), ...attributes]));
}

function variableOf(attributes: Attributes): ModuleVariable {
  const type = attributes.get("type");
  const preset = attributes.get("default");
  const known = preset === undefined ? undefined : literal(preset);
  return {
    schema: type === undefined ? {} : typeSchema(type),
    required: preset === undefined,
    sensitive: flag(attributes.get("sensitive"), false),
    nullable: flag(attributes.get("nullable"), true),
    ...descriptionOf(attributes),
    ...(known === undefined ? {} : { default: known }),
  };
}

function validationsOf(name: string, blocks: readonly Block[] = []): Partial<ModuleVariable> {
  const { asks, says } = validationOf(name, blocks);
  return { ...(Object.keys(asks).length === 0 ? {} : { asks }), ...(says.length === 0 ? {} : { says }) };
}

function outputOf(attributes: Attributes): ModuleOutput {
  const hidden = flag(attributes.get("sensitive"), false) || flag(attributes.get("ephemeral"), false);
  return { sensitive: hidden, ...descriptionOf(attributes) };
}

function providerOf(tokens: Token[]): { source?: string; version?: string } {
  const given: Json | undefined = literal(tokens);
  if (typeof given === "string") return { version: given };
  if (!isJsonObject(given)) return {};
  const { source, version } = given;
  return {
    ...(typeof source === "string" ? { source } : {}),
    ...(typeof version === "string" ? { version } : {}),
  };
}

function descriptionOf(attributes: Attributes): { description?: string } {
  const description = textOf(attributes.get("description"))?.trim();
  return description ? { description } : {};
}

function textOf(tokens: readonly Token[] | undefined): string | undefined {
  const value = tokens && literal(tokens);
  return typeof value === "string" ? value : undefined;
}

/** What is said, but in a way that can't be read, counts as said: better hidden without need than shown. */
function flag(tokens: readonly Token[] | undefined, otherwise: boolean): boolean {
  if (tokens === undefined) return otherwise;
  const value = literal(tokens);
  return value === true || value === "true" || (value === undefined && tokens.length > 0);
}
