import { isObject, parseJson, textOf, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { empty, json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { commentBean, fieldBeans } from "./bean.ts";
import { apiOf, bodyOf, issueOf, signedIn, type Jira } from "./context.ts";
import { documentProblem } from "./document.ts";
import { readNewIssue } from "./fields.ts";
import { addComment, commentsOf, createIssue, setProperty, type Issue } from "./issue.ts";
import { addLink, linksOf } from "./link.ts";
import { notReadable, refuse, refuseFields } from "./refuse.ts";
import { fieldNames } from "./site-routes.ts";
import { byIdOrName, linkTypes, pao } from "./site.ts";
import { transit, transitionBean, transitions } from "./transition.ts";

const root = "/jira/rest/api/3";
type Handler = (jira: Jira, incoming: Incoming) => Answer | Promise<Answer>;

const handlers: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["POST", "/issue", postIssue],
  ["GET", "/issue/:key", getIssue],
  ["GET", "/issue/:key/properties/:property", getProperty],
  ["PUT", "/issue/:key/properties/:property", putProperty],
  ["GET", "/issue/:key/transitions", getTransitions],
  ["POST", "/issue/:key/transitions", postTransition],
  ["POST", "/issue/:key/comment", postComment],
  ["POST", "/issueLink", postLink],
];

export function issueRoutes(jira: Jira): Route[] {
  return handlers.map(([method, path, handler]) =>
    route(
      method,
      root + path,
      signedIn((incoming) => handler(jira, incoming)),
    ),
  );
}

async function postIssue(jira: Jira, incoming: Incoming): Promise<Answer> {
  const body = bodyOf(incoming);
  const { project, fields } = readNewIssue(isObject(body["fields"]) ? body["fields"] : {});
  const issue = await createIssue(jira.sql, project.key, fields, readProperties(body["properties"] ?? []));
  await jira.opened(incoming, issue, pao);
  return json(201, { id: issue.id, key: issue.key, self: `${apiOf(incoming)}/issue/${issue.id}` });
}

function readProperties(given: Json): JsonObject {
  if (!Array.isArray(given)) throw notReadable();
  const properties: JsonObject = {};
  for (const each of given) {
    if (!isObject(each) || typeof each["key"] !== "string") throw notReadable();
    properties[readPropertyKey(each["key"])] = each["value"] ?? null;
  }
  return properties;
}

function readPropertyKey(key: string): string {
  if (key.length > 255) throw refuse(400, "The property key cannot be longer than 255 characters.");
  return key;
}

async function getIssue(jira: Jira, incoming: Incoming): Promise<Answer> {
  const issue = await issueOf(jira, incoming.params["key"]);
  const expand = incoming.query.get("expand") ?? "";
  const bean = await issueBean(jira, incoming, issue, {
    fields: listed(incoming.query.getAll("fields"), ["*all"]),
    properties: listed(incoming.query.getAll("properties"), []),
  });
  return json(200, expand.split(",").includes("names") ? { ...bean, names: fieldNames } : bean);
}

export interface Chosen {
  fields: readonly string[];
  properties: readonly string[];
}

/** Field lists come repeated or separated by commas. */
export function listed(given: readonly string[], otherwise: readonly string[]): readonly string[] {
  const all = given.flatMap((each) => each.split(",")).map((each) => each.trim());
  const named = all.filter((each) => each !== "");
  return named.length === 0 ? otherwise : named;
}

export async function issueBean(jira: Jira, incoming: Incoming, issue: Issue, chosen: Chosen): Promise<JsonObject> {
  const api = apiOf(incoming);
  const all = fieldBeans(issue, await commentsOf(jira.sql, issue.id), await linksOf(jira.sql, issue.id), api);
  const properties = Object.entries(issue.properties).filter(([key]) => includes(chosen.properties, key));
  return {
    expand: "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
    id: issue.id,
    self: `${api}/issue/${issue.id}`,
    key: issue.key,
    fields: Object.fromEntries(Object.entries(all).filter(([id]) => includes(chosen.fields, id))),
    ...(chosen.properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
  };
}

function includes(chosen: readonly string[], id: string): boolean {
  if (chosen.includes(`-${id}`)) return false;
  return chosen.includes(id) || chosen.includes("*all") || chosen.includes("*navigable");
}

async function getProperty(jira: Jira, incoming: Incoming): Promise<Answer> {
  const { key, property = "" } = incoming.params;
  const { properties } = await issueOf(jira, key);
  if (!Object.hasOwn(properties, property)) throw refuse(404, `The property with key '${property}' does not exist.`);
  return json(200, { key: property, value: properties[property] ?? null });
}

async function putProperty(jira: Jira, incoming: Incoming): Promise<Answer> {
  const { key, property = "" } = incoming.params;
  const issue = await issueOf(jira, key);
  const known = Object.hasOwn(issue.properties, property);
  await setProperty(jira.sql, issue.id, readPropertyKey(property), readValue(incoming.text));
  return json(known ? 200 : 201, {});
}

function readValue(text: string): Json {
  const value = parseJson(text);
  if (value === undefined) throw notReadable();
  return value;
}

async function getTransitions(jira: Jira, incoming: Incoming): Promise<Answer> {
  await issueOf(jira, incoming.params["key"]);
  const withFields = (incoming.query.get("expand") ?? "").includes("transitions.fields");
  const asked = incoming.query.get("transitionId");
  const shown = transitions.filter((each) => asked === null || each.id === asked);
  return json(200, {
    expand: "transitions",
    transitions: shown.map((each) => transitionBean(each, apiOf(incoming), withFields)),
  });
}

async function postTransition(jira: Jira, incoming: Incoming): Promise<Answer> {
  const body = bodyOf(incoming);
  const issue = await issueOf(jira, incoming.params["key"]);
  await transit(jira.sql, issue, body);
  await jira.changed(incoming, issue, pao);
  return empty(204);
}

async function postComment(jira: Jira, incoming: Incoming): Promise<Answer> {
  const body = bodyOf(incoming)["body"] ?? null;
  const issue = await issueOf(jira, incoming.params["key"]);
  const problem = body === null ? "Comment body can not be empty!" : documentProblem(body);
  if (problem !== undefined) throw refuseFields({ comment: problem });
  return json(201, commentBean(issue, await addComment(jira.sql, issue.id, pao.accountId, body), apiOf(incoming)));
}

async function postLink(jira: Jira, incoming: Incoming): Promise<Answer> {
  const body = bodyOf(incoming);
  const asked = isObject(body["type"]) ? textOf(body["type"]["id"] ?? body["type"]["name"]) : "";
  const type = byIdOrName(linkTypes, asked);
  if (type === undefined) throw refuse(404, `No issue link type with name '${asked}' found.`);
  const inward = await issueOf(jira, linked(body["inwardIssue"]));
  const outward = await issueOf(jira, linked(body["outwardIssue"]));
  if (inward.id === outward.id) throw refuse(400, "You cannot link an issue to itself.");
  await addLink(jira.sql, type.name, inward.id, outward.id);
  return empty(201);
}

function linked(given: Json | undefined): string {
  if (!isObject(given)) throw notReadable();
  return textOf(given["key"] ?? given["id"]);
}
