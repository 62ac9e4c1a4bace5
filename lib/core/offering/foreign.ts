import { nearest } from "#lib/core/expression/nearest.ts";
import { isJsonObject } from "#lib/core/json.ts";

/** The names at the top of a text, and what stands beside them. */
type Head = ReadonlyMap<string, string>;

const names = [
  "apiVersion",
  "kind",
  "metadata",
  "inputs",
  "ui",
  "policies",
  "fulfillment",
  "outputs",
  "operations",
] as const;

/** What files of other tools look like, and what is done with one here; the first that fits is it. */
const tools: readonly { is: string; so: string; looks: (head: Head, source: string) => boolean }[] = [
  {
    is: "Terraform",
    so: "Put it into a folder under modules, and name that in a step with uses: terraform.",
    looks: (_, source) =>
      /^(terraform|provider|resource|data|module|variable|output|locals)\b[^:\n]*\{\s*$/m.test(source),
  },
  {
    is: "a GitHub workflow",
    so: "Leave it in its repository, and name it in a step with uses: github-workflow.",
    looks: (head) => head.has("jobs") && head.has("on"),
  },
  {
    is: "a Helm chart's template",
    so: "Leave it in its chart; a step with uses: github-pull-request can change the values of a release.",
    looks: (_, source) => /\{\{-?\s*(?:\.|if |with |range |include |toYaml |define )/.test(source),
  },
  {
    is: "a Helm chart",
    so: "Leave it in its repository; a step with uses: github-pull-request can change the values of a release.",
    looks: (head) => !head.has("kind") && /^v[12]\b/.test(head.get("apiVersion") ?? "") && head.has("version"),
  },
  {
    is: "a Docker Compose file",
    so: "A step with uses: github-pull-request can bring such a file to a repository.",
    looks: (head) => head.has("services"),
  },
  {
    is: "a JSON Schema",
    so: "Put it under the inputs of an offering: it is the form of its questions.",
    looks: (head) => head.has("properties") && (head.has("$schema") || head.get("type") === "object"),
  },
  {
    is: "a description of an API",
    so: "A step with uses: http can call what it describes.",
    looks: (head) => head.has("openapi") || head.has("swagger"),
  },
];

const begin = "An offering begins with apiVersion: pao/v1 and kind: Offering.";

/** Why a text is no offering but something of another tool, which no list of mistakes would tell; undefined where it may be meant as one. */
export function foreign(source: string, value?: unknown): string | undefined {
  const head = headOf(source, value);
  const kind = head.get("kind");
  if (head.has("fulfillment") || /^pao\b/.test(head.get("apiVersion") ?? "")) return undefined;
  if (kind !== undefined && nearest(kind, ["Offering"])) return undefined;
  const tool = tools.find(({ looks }) => looks(head, source));
  if (tool) return `This is no offering: it looks like ${tool.is}. ${tool.so}`;
  if (kind && head.has("apiVersion"))
    return `This is no offering: it is of kind ${kind.slice(0, 40)} (${(head.get("apiVersion") ?? "").slice(0, 40)}). ${kindSo(head)}`;
  if (!isJsonObject(value) || head.size === 0) return undefined;
  const meant = [...head.keys()].some((name) => nearest(name, names) !== undefined);
  return meant ? undefined : `This is no offering: it has none of the names that one has. ${begin}`;
}

function kindSo(head: Head): string {
  return head.get("apiVersion")?.startsWith("scaffolder.backstage.io/")
    ? `Its parameters would be inputs, and its steps those of fulfillment. ${begin}`
    : `A step with uses: github-pull-request can bring such a file to a repository. ${begin}`;
}

/** Of what can't be read, or not as one document, what stands at the beginning of its lines. */
function headOf(source: string, value: unknown): Head {
  if (isJsonObject(value))
    return new Map(Object.entries(value).map(([name, held]) => [name, typeof held === "string" ? held : ""]));
  const lines = source.matchAll(/^([A-Za-z$][\w$-]*):(?:[ \t]+(.*))?$/gm);
  return new Map(
    [...lines].toReversed().map(([, name = "", held = ""]) => [name, held.trim().replaceAll(/^["']|["']$/g, "")]),
  );
}
