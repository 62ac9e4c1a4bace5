import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { openText } from "./open-text.ts";
import { insertIn, moveIn, removeIn, setIn } from "./set-in.ts";
import { valueAt } from "./value.ts";

/** A question and how it is asked, to be written at a place. */
export interface WrittenQuestion {
  schema: JsonObject;
  required: boolean;
  /** What `ui.fields` says of it; empty for nothing. */
  field: JsonObject;
}

/** The text with a question at `path` (`inputs/properties/size`), new or changed; `base`: `[]`, or the operation it belongs to. */
export function withQuestion(source: string, base: Path, path: Path, question: WrittenQuestion): string {
  const name = String(path.at(-1));
  const group = path.slice(0, -2);
  const kind = valueAt(openText(source).value, [...group, "type"]);
  const typed = kind === undefined && group.at(-1) === "inputs" ? setIn(source, [...group, "type"], "object") : source;
  const asked = setIn(typed, path, question.schema);
  const field = [...base, "ui", "fields", name];
  const drawn =
    Object.keys(question.field).length > 0
      ? setIn(asked, field, question.field)
      : removedWithEmpty(asked, field, base.length);
  return withRequired(drawn, group, name, question.required);
}

function withRequired(source: string, group: Path, name: string, required: boolean): string {
  const at = [...group, "required"];
  const held = valueAt(openText(source).value, at);
  const names = Array.isArray(held) ? held : [];
  if (names.includes(name) === required) return source;
  if (required) return setIn(source, at, [...names, name]);
  return names.length === 1
    ? removeIn(source, at)
    : setIn(
        source,
        at,
        names.filter((one) => one !== name),
      );
}

/** The text without a question, and without what is said of it elsewhere; expressions that read it stay as they are. */
export function withoutQuestion(source: string, base: Path, path: Path): string {
  const name = String(path.at(-1));
  const optional = withRequired(source, path.slice(0, -2), name, false);
  const gone = removeIn(optional, path);
  const fields = valueAt(openText(gone).value, [...base, "ui", "fields"]);
  const own = isJsonObject(fields) ? Object.keys(fields).filter((field) => isOf(field, name)) : [];
  const plain = own.reduce(
    (text, field) => removedWithEmpty(text, [...base, "ui", "fields", field], base.length),
    gone,
  );
  return withoutPlace(plain, base, name);
}

const isOf = (field: string, name: string) =>
  field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);

/** Off the page it stands on; a page with nothing on it goes. */
function withoutPlace(source: string, base: Path, name: string): string {
  const pages = valueAt(openText(source).value, [...base, "ui", "pages"]);
  if (!Array.isArray(pages)) return source;
  const page = pages.findIndex((one) => fieldsOf(one).includes(name));
  if (page === -1) return source;
  const fields = fieldsOf(pages[page]);
  const at = [...base, "ui", "pages", page];
  return fields.length === 1
    ? removedWithEmpty(source, at, base.length)
    : removeIn(source, [...at, "fields", fields.indexOf(name)]);
}

function fieldsOf(page: Json | undefined): Json[] {
  const fields = isJsonObject(page) ? page["fields"] : undefined;
  return Array.isArray(fields) ? fields : [];
}

/** Takes away what would be left empty with it, up to the entry at depth `top`. */
export function removedWithEmpty(source: string, path: Path, top: number): string {
  const { value } = openText(source);
  let at = path;
  if (valueAt(value, at) === undefined) return source;
  while (at.length > top + 1) {
    const holder = valueAt(value, at.slice(0, -1));
    if (typeof holder !== "object" || holder === null || Object.keys(holder).length > 1) break;
    at = at.slice(0, -1);
  }
  return removeIn(source, at);
}

/** The text with a question one place up or down: on its page and to the one beside it, else among the questions of its branch. */
export function withQuestionMoved(source: string, base: Path, path: Path, by: -1 | 1): string {
  const name = String(path.at(-1));
  const { value } = openText(source);
  const pages = valueAt(value, [...base, "ui", "pages"]);
  const page = Array.isArray(pages) ? pages.findIndex((one) => fieldsOf(one).includes(name)) : -1;
  if (Array.isArray(pages) && page !== -1) return movedOnPages(source, base, pages, page, name, by);
  const group = path.slice(0, -1);
  const held = valueAt(value, group);
  return movedAmong(source, group, isJsonObject(held) ? Object.keys(held) : [], name, by);
}

function movedAmong(source: string, list: Path, names: readonly Json[], name: string, by: -1 | 1): string {
  const from = names.indexOf(name);
  const to = from + by;
  return from === -1 || to < 0 || to >= names.length ? source : moveIn(source, list, from, to);
}

function movedOnPages(
  source: string,
  base: Path,
  pages: readonly Json[],
  page: number,
  name: string,
  by: -1 | 1,
): string {
  const at = (which: number): Path => [...base, "ui", "pages", which, "fields"];
  const names = fieldsOf(pages[page]);
  const to = names.indexOf(name) + by;
  if (to >= 0 && to < names.length) return movedAmong(source, at(page), names, name, by);
  const beside = pages[page + by];
  if (beside === undefined) return source;
  // It joins the other page first: its own may go with it.
  const joined = insertIn(source, at(page + by), by === 1 ? 0 : fieldsOf(beside).length, name);
  return names.length === 1
    ? removeIn(joined, [...base, "ui", "pages", page])
    : removeIn(joined, [...at(page), names.indexOf(name)]);
}

/** Lines of a text, from 1, that read an answer or an output: `inputs.size`, `steps.database`. */
export function linesThatRead(source: string, root: "inputs" | "steps", name: string): number[] {
  const plain = name.replaceAll(/[^\w-]/g, "\\$&");
  const read = new RegExp(`\\b${root}(?:\\.\\??${plain}(?![\\w-])|\\[\\??["']${plain}["']\\])`);
  return source.split("\n").flatMap((line, at) => (read.test(line) ? [at + 1] : []));
}
