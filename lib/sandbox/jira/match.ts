import { isObject, type Json } from "#lib/sandbox/json.ts";
import { documentText } from "./document.ts";
import type { Issue } from "./issue.ts";
import { JqlError, type Clause, type Operator, type Query } from "./jql.ts";
import { customFields, issueTypes, pao, priorities, projects, resolutions, statuses, type Named } from "./site.ts";

/** A field that can be asked for. `known` are the only values there are; a question for another is an error in Jira. */
interface Field {
  kind: "value" | "text" | "date";
  read: (issue: Issue) => string[];
  known?: readonly string[];
  sort?: (issue: Issue) => string;
}

const names = (all: readonly Named[]) => all.flatMap((each) => [each.name, each.id]);
const some = (value: string | null | undefined) => (value === null || value === undefined ? [] : [value]);
const both = (all: readonly Named[], name: string) => [name, ...some(all.find((each) => each.name === name)?.id)];

const key: Field = {
  kind: "value",
  read: (issue) => [issue.key, issue.id],
  sort: (issue) => `${issue.project}${String(issue.number).padStart(9, "0")}`,
};
const issueType: Field = {
  kind: "value",
  read: ({ fields }) => both(issueTypes, fields.issueType),
  known: names(issueTypes),
};
const date = (read: (issue: Issue) => Date | null): Field => ({
  kind: "date",
  read: (issue) => some(read(issue)?.toISOString()),
});
const created = date((issue) => issue.created);
const updated = date((issue) => issue.updated);
const resolved = date((issue) => issue.resolved);
const text = (issue: Issue) => [issue.fields.summary, documentText(issue.fields.description)];

const fields: Record<string, Field> = {
  project: {
    kind: "value",
    read: (issue) =>
      projects.filter((each) => each.key === issue.project).flatMap((each) => [each.key, each.name, each.id]),
    known: projects.flatMap((each) => [each.key, each.name, each.id]),
  },
  key,
  issuekey: key,
  issue: key,
  id: key,
  labels: { kind: "value", read: (issue) => issue.fields.labels },
  status: { kind: "value", read: (issue) => both(statuses, issue.status), known: names(statuses) },
  statuscategory: {
    kind: "value",
    read: (issue) =>
      statuses.filter((each) => each.name === issue.status).flatMap(({ category }) => [category.name, category.key]),
    known: statuses.flatMap(({ category }) => [category.name, category.key]),
  },
  resolution: {
    kind: "value",
    read: (issue) => (issue.resolution === null ? ["Unresolved"] : both(resolutions, issue.resolution)),
    known: [...names(resolutions), "Unresolved"],
  },
  issuetype: issueType,
  type: issueType,
  priority: { kind: "value", read: (issue) => both(priorities, issue.fields.priority), known: names(priorities) },
  component: {
    kind: "value",
    read: (issue) => issue.fields.components,
    known: projects.flatMap((each) => names(each.components)),
  },
  assignee: { kind: "value", read: (issue) => some(issue.fields.assignee) },
  reporter: { kind: "value", read: () => [pao.accountId, pao.displayName] },
  summary: { kind: "text", read: (issue) => [issue.fields.summary] },
  description: { kind: "text", read: (issue) => [documentText(issue.fields.description)] },
  text: { kind: "text", read: text },
  created,
  createddate: created,
  updated,
  updateddate: updated,
  resolved,
  resolutiondate: resolved,
  duedate: date((issue) => (issue.fields.dueDate === null ? null : new Date(issue.fields.dueDate))),
};

function fieldOf(name: string): Field {
  const lower = name.toLowerCase();
  const plain = Object.hasOwn(fields, lower) ? fields[lower] : undefined;
  const found = plain ?? customOf(lower) ?? propertyOf(name);
  if (found === undefined)
    throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`);
  return found;
}

function customOf(name: string): Field | undefined {
  const id = name.replace(/^cf\[(\d+)\]$/, "customfield_$1");
  const field = customFields.find((each) => each.id === id || each.name.toLowerCase() === name);
  if (field === undefined) return undefined;
  return { kind: field.kind === "text" ? "text" : "value", read: (issue) => leaves(issue.fields.custom[field.id]) };
}

/** `issue.property[pao].effect`: a place inside an entity property. */
function propertyOf(name: string): Field | undefined {
  const match = /^issue\.property\[([^\]]+)\](?:\.(.+))?$/.exec(name);
  if (match === null) return undefined;
  const [, property = "", path] = match;
  return {
    kind: "value",
    read: (issue) => leaves((path?.split(".") ?? []).reduce(inside, issue.properties[property])),
  };
}

function inside(value: Json | undefined, part: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

function leaves(value: Json | undefined): string[] {
  if (value === undefined || value === null || isObject(value)) return [];
  return Array.isArray(value) ? value.flatMap(leaves) : [String(value)];
}

export type Test = (issue: Issue) => boolean;

/** The question a clause asks; a JqlError when Jira would not take it. `now` is what relative dates count from. */
export function testOf(clause: Clause, now: Date): Test {
  if (clause.kind === "not") {
    const inner = testOf(clause.of, now);
    return (issue) => !inner(issue);
  }
  if (clause.kind !== "test") {
    const inner = clause.of.map((each) => testOf(each, now));
    return clause.kind === "and"
      ? (issue) => inner.every((test) => test(issue))
      : (issue) => inner.some((test) => test(issue));
  }
  const field = fieldOf(clause.field);
  refuseUnfit(clause.field, field, clause.operator, clause.values);
  if (field.kind === "date") clause.values.forEach((value) => moment(value, now));
  return (issue) => answers(field, clause.operator, clause.values, clause.empty, issue, now);
}

const allowed: Record<Field["kind"], readonly Operator[]> = {
  value: ["=", "!=", "in", "not in", "is", "is not"],
  text: ["~", "!~", "is", "is not"],
  date: ["=", "!=", "<", ">", "<=", ">=", "is", "is not"],
};

function refuseUnfit(name: string, field: Field, operator: Operator, values: readonly string[]): void {
  if (!allowed[field.kind].includes(operator))
    throw new JqlError(`The operator '${operator}' is not supported by the '${name}' field.`);
  const unknown = values.find((value) => field.known !== undefined && !holds(field.known, value));
  if (unknown !== undefined) throw new JqlError(`The value '${unknown}' does not exist for the field '${name}'.`);
}

function answers(
  field: Field,
  operator: Operator,
  values: readonly string[],
  empty: boolean,
  issue: Issue,
  now: Date,
): boolean {
  const held = field.read(issue);
  const [first = ""] = values;
  const isEmpty = held.length === 0;
  switch (operator) {
    case "is":
      return isEmpty;
    case "is not":
      return !isEmpty;
    case "~":
      return held.some((each) => hasWords(each, first));
    case "!~":
      return !isEmpty && !held.some((each) => hasWords(each, first));
    case "=":
    case "in":
      return (empty && isEmpty) || values.some((value) => same(field, held, value, now));
    case "!=":
    case "not in":
      // An issue without a value answers neither = nor !=, as in Jira.
      return !isEmpty && !values.some((value) => same(field, held, value, now));
    default:
      return held.some((each) => compare(operator, Date.parse(each), moment(first, now)));
  }
}

function same(field: Field, held: readonly string[], value: string, now: Date): boolean {
  if (field.kind !== "date") return holds(held, value);
  return held.some((each) => Date.parse(each) === moment(value, now));
}

function holds(held: readonly string[], value: string): boolean {
  return held.some((each) => each.toLowerCase() === value.toLowerCase());
}

function hasWords(held: string, asked: string): boolean {
  const words = asked.toLowerCase().replaceAll('"', "").split(/\s+/);
  return words.every((word) => held.toLowerCase().includes(word.replace(/\*$/, "")));
}

function compare(operator: Operator, held: number, asked: number): boolean {
  if (operator === "<") return held < asked;
  if (operator === "<=") return held <= asked;
  return operator === ">" ? held > asked : held >= asked;
}

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `2026-11-21`, `2026-11-21 10:30` or `-5m`, as milliseconds. */
function moment(value: string, now: Date): number {
  const relative = /^([+-]?\d+)([mhdw])$/.exec(value);
  if (relative !== null) return now.getTime() + Number(relative[1]) * (unitMs[relative[2] ?? ""] ?? 0);
  const at = Date.parse(
    `${value.replace(/[ /]/g, (sign) => (sign === " " ? "T" : "-"))}${value.length > 10 ? ":00Z" : ""}`,
  );
  if (Number.isNaN(at))
    throw new JqlError(
      `Date value '${value}' is invalid. Valid formats include: 'yyyy-MM-dd HH:mm', 'yyyy-MM-dd' and '-5d'.`,
    );
  return at;
}

export function sortBy(order: Query["order"], issues: readonly Issue[]): Issue[] {
  const terms = order.map(({ field, descending }) => ({ sort: sortOf(fieldOf(field)), sign: descending ? -1 : 1 }));
  return issues.toSorted((a, b) => {
    for (const { sort, sign } of terms) {
      const [left, right] = [sort(a), sort(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    // Jira's own order where the query names none: the newest first.
    return Number(b.id) - Number(a.id);
  });
}

function sortOf(field: Field): (issue: Issue) => string {
  return field.sort ?? ((issue) => field.read(issue)[0] ?? "");
}
