import { buildForm } from "#lib/core/form/build.ts";
import { possible } from "#lib/core/form/applied.ts";
import { notAsked } from "#lib/core/form/asked-when.ts";
import { compile } from "#lib/core/form/compiled.ts";
import { spoken } from "#lib/core/form/question-paths.ts";
import { inWords } from "#lib/core/form/words.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { type QuestionKind, kindOf, kindWords } from "./question-kind.ts";

export interface OutlineQuestion {
  name: string;
  title: string;
  /** Of the question itself: `inputs/properties/size`, or inside a branch that asks it under a condition. */
  path: Path;
  kind: QuestionKind;
  /** What it takes, in a few words: `Choice of small, medium or large`. */
  takes: string;
  required: boolean;
  preset: string | null;
  /** When it is asked, in words; null for always. */
  condition: string | null;
  /** The page that names it; null for one that stands where its schema does. */
  page: { at: number; title: string } | null;
  /** Whether it can be moved up and down: on its page and to the one beside it, else among the questions of its branch. */
  moves: { up: boolean; down: boolean };
  line: number;
  column: number;
}

/** The questions in the order in which the form asks them. */
export function questionsAt(
  value: Json,
  base: Path,
  at: (path: Path) => { line: number; column: number },
): OutlineQuestion[] {
  const root = valueAt(value, [...base, "inputs"]);
  if (!isJsonObject(root)) return [];
  const ui = valueAt(value, [...base, "ui", "fields"]);
  const pages = pagesIn(valueAt(value, [...base, "ui", "pages"]));
  const found = branches(root, [...base, "inputs"], 0).flatMap(({ schema, path }) => {
    const held = schema["properties"];
    const names = isJsonObject(held) ? Object.entries(held) : [];
    return names.flatMap(([name, question], position): OutlineQuestion[] => {
      if (!isJsonObject(question)) return [];
      const kind = kindOf(question, widgetOf(ui, name));
      const place = placeOn(pages, name);
      return [
        {
          name,
          title: typeof question["title"] === "string" ? question["title"] : spoken(name),
          path: [...path, "properties", name],
          kind,
          takes: kindWords(kind, question),
          required: Array.isArray(schema["required"]) && schema["required"].includes(name),
          preset: question["default"] === undefined ? null : inWords(question["default"]),
          condition: path.length === base.length + 1 ? null : conditionOf(root, name),
          page: place && { at: place.at, title: place.title },
          moves: place?.moves ?? { up: position > 0, down: position < names.length - 1 },
          ...at([...path, "properties", name]),
        },
      ];
    });
  });
  return inFormOrder(found, root, pages);
}

interface Page {
  title: string;
  fields: Json[];
}

function pagesIn(held: Json | undefined): Page[] {
  return (Array.isArray(held) ? held : []).map((page) => {
    const title = isJsonObject(page) ? page["title"] : undefined;
    const fields = isJsonObject(page) ? page["fields"] : undefined;
    return { title: typeof title === "string" ? title : "", fields: Array.isArray(fields) ? fields : [] };
  });
}

function placeOn(pages: readonly Page[], name: string) {
  const at = pages.findIndex(({ fields }) => fields.includes(name));
  const page = pages[at];
  if (!page) return null;
  const position = page.fields.indexOf(name);
  const up = position > 0 || at > 0;
  const down = position < page.fields.length - 1 || at < pages.length - 1;
  return { at, title: page.title, moves: { up, down } };
}

/** As pages and conditions place them; as they stand where the schema has mistakes. */
function inFormOrder(found: OutlineQuestion[], root: JsonObject, pages: readonly Page[]): OutlineQuestion[] {
  try {
    const authored = pages.map(({ title, fields }) => ({
      title,
      fields: fields.filter((one) => typeof one === "string"),
    }));
    const order = buildForm(root, { pages: authored }).pages.flatMap(({ fields }) => fields);
    return found.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  } catch {
    return found;
  }
}

function widgetOf(fields: Json | undefined, name: string): string | undefined {
  const field = isJsonObject(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined;
  const widget = isJsonObject(field) ? field["widget"] : undefined;
  return typeof widget === "string" ? widget : undefined;
}

/** The schema itself and those that say more of the same object; what only restricts a question asks nothing. */
function branches(schema: JsonObject, path: Path, depth: number): { schema: JsonObject; path: Path }[] {
  const found = [{ schema, path }];
  if (depth > 6) return found;
  const follow = (held: Json | undefined, at: Path) => {
    if (isJsonObject(held)) found.push(...branches(held, at, depth + 1));
  };
  for (const keyword of ["then", "else"]) follow(schema[keyword], [...path, keyword]);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (Array.isArray(list)) list.forEach((held, position) => follow(held, [...path, keyword, position]));
  }
  const dependent = schema["dependentSchemas"];
  if (isJsonObject(dependent))
    for (const [name, held] of Object.entries(dependent)) follow(held, [...path, "dependentSchemas", name]);
  return found;
}

/** `asked only when Read replica is yes` */
function conditionOf(root: JsonObject, name: string): string {
  const otherwise = "asked with some answers only";
  try {
    const compiled = compile(buildForm(root).schema);
    const words = notAsked(compiled, possible(compiled, [compiled.root]), name);
    return / is (asked only when .*|not asked when .*)\.$/.exec(words)?.[1] ?? otherwise;
  } catch {
    // A schema with mistakes can't be compiled; the check says which.
    return otherwise;
  }
}
