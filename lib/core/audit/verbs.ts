import { isJsonObject, type JsonObject } from "../json.ts";

interface Words {
  /** `ordered`, before what it was done to. */
  did: string;
  /** The same after “was not allowed to”. */
  do: string;
  /** What it is called where it is chosen, when that does not follow: `sign in`. */
  title?: string;
  /** More that the detail tells: ` as author`. */
  more?: (detail: JsonObject) => string;
}

const text = (detail: JsonObject, name: string): string => {
  const value = detail[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
const after = (word: string, name: string) => (detail: JsonObject) => {
  const value = text(detail, name);
  return value === "" ? "" : ` ${word} ${value}`;
};
/** Which roles somebody has got, or has no more. */
const roles = (detail: JsonObject): string => {
  const change = isJsonObject(detail["changes"]) ? detail["changes"]["roles"] : undefined;
  const [before, now] = (Array.isArray(change) ? change : []).map((side) => (Array.isArray(side) ? side : []));
  const moved = [
    ...(before ?? []).filter((one) => !now?.includes(one)),
    ...(now ?? []).filter((one) => !before?.includes(one)),
  ];
  return moved.length === 0 ? "" : `: ${moved.map(String).join(", ")}`;
};
const role = (detail: JsonObject): string => {
  const person = text(detail, "person") || text(detail, "group");
  return person === "" ? "" : `: ${person} as ${text(detail, "role")}`;
};

/** Every verb that the audit may hold, in words. */
const words: Readonly<Record<string, Words>> = {
  "request.order": { did: "ordered", do: "order" },
  "request.plan": { did: "looked at the plan of", do: "see the plan of" },
  "request.retry": { did: "retried a step of", do: "retry a step of", more: after("at", "step") },
  "request.resolve": { did: "did by hand a step of", do: "resolve a step of", more: after("at", "step") },
  "request.escalate": { did: "escalated", do: "escalate", more: after("at", "step") },
  "request.cancel": { did: "cancelled", do: "cancel" },
  "request.abort": { did: "aborted", do: "abort" },
  "request.complete-task": { did: "completed a task of", do: "complete a task of", more: after("at", "step") },
  "request.refuse-task": { did: "refused a task of", do: "refuse a task of", more: after("at", "step") },
  "request.reveal-output": {
    did: "looked at a secret output of",
    do: "see a secret output of",
    more: after("named", "output"),
  },
  "offering.publish": { did: "published", do: "publish", more: after("as revision", "revision") },
  "offering.rollback": { did: "rolled back", do: "roll back", more: after("to revision", "of") },
  "offering.deprecate": { did: "deprecated", do: "deprecate", more: after("in favour of", "successor") },
  "offering.retire": { did: "retired", do: "retire" },
  "offering.offer": { did: "offered again", do: "offer again" },
  "offering.check": { did: "checked a document of", do: "check a document of" },
  "offering.context": { did: "looked at what documents may name in", do: "see what documents may name in" },
  "offering.probe": { did: "checked against the outside", do: "check against the outside" },
  "draft.begin": { did: "began a draft of", do: "begin a draft of" },
  "draft.save": { did: "edited the draft of", do: "edit the draft of", title: "edit a draft" },
  "draft.discard": { did: "discarded a draft of", do: "discard a draft of" },
  "draft.submit": { did: "proposed a change of", do: "propose a change of" },
  "draft.decline": { did: "declined a proposal for", do: "decline a proposal for" },
  "draft.plan": { did: "looked at the plan of a draft of", do: "see the plan of a draft of" },
  "draft.dry-run": { did: "ran a draft dry of", do: "run a draft dry of", title: "run a draft dry" },
  "draft.test": { did: "made the test order", do: "make a test order of", title: "make a test order" },
  "draft.seen": { did: "looked at a draft of", do: "look at a draft of" },
  "connection.save": { did: "saved", do: "save" },
  "connection.credential": { did: "replaced the credential of", do: "replace the credential of" },
  "connection.remove": { did: "removed", do: "remove" },
  "connection.probe": { did: "tested", do: "test" },
  "team.add": { did: "added", do: "add" },
  "team.change": { did: "changed", do: "change" },
  "team.remove": { did: "removed", do: "remove" },
  "member.add": { did: "added a member to", do: "add a member to", more: role },
  "member.remove": { did: "removed a member from", do: "remove a member from", more: role },
  "group.map": { did: "mapped a group to", do: "map a group to", more: role },
  "group.unmap": { did: "mapped a group no more to", do: "change which groups map to", more: role },
  "role.give": { did: "gave a role to", do: "give a role to", more: roles },
  "role.take": { did: "took a role from", do: "take a role from", more: roles },
  "person.deactivate": { did: "deactivated", do: "deactivate" },
  "person.reactivate": { did: "reactivated", do: "reactivate" },
  "project.add": { did: "added", do: "add" },
  "project.change": { did: "changed", do: "change" },
  "project.remove": { did: "removed", do: "remove" },
  "environment.add": { did: "added", do: "add" },
  "environment.change": { did: "changed", do: "change" },
  "environment.remove": { did: "removed", do: "remove" },
  "var.add": { did: "added", do: "add" },
  "var.change": { did: "changed", do: "change" },
  "var.remove": { did: "removed", do: "remove" },
  "session.sign-in": { did: "signed in as", do: "sign in as", title: "sign in" },
  "session.sign-out": { did: "signed out of", do: "sign out of", title: "sign out" },
  "session.end": { did: "ended", do: "end" },
  "session.end-all": { did: "ended all sessions of", do: "end all sessions of", title: "end all sessions" },
  "token.make": { did: "made", do: "make", more: after("called", "name") },
  "token.revoke": { did: "revoked", do: "revoke", more: after("called", "name") },
  "audit.export": { did: "exported", do: "export", more: after("as", "format") },
};

export const knownVerbs: readonly string[] = Object.keys(words);

/** `connection.save` as a person would call it: `save a connection`. */
export function verbTitle(verb: string): string {
  const [thing = verb] = verb.split(".");
  const known = words[verb];
  return known?.title ?? (known ? `${known.do} ${things[thing]?.one ?? thing}` : verb);
}

interface Thing {
  one: string;
  /** Before its name. */
  prefix: string;
  href?: (name: string) => string;
}

const things: Readonly<Record<string, Thing>> = {
  request: { one: "a request", prefix: "", href: (name) => `/requests/${name}` },
  offering: { one: "an offering", prefix: "offering ", href: (name) => `/catalog/${name}` },
  draft: { one: "an offering", prefix: "draft " },
  connection: { one: "a connection", prefix: "connection ", href: () => "/settings/connections" },
  team: { one: "a team", prefix: "team ", href: (name) => `/settings/teams/${name}` },
  member: { one: "a team", prefix: "team " },
  group: { one: "a team", prefix: "team " },
  role: { one: "somebody", prefix: "" },
  person: { one: "a person", prefix: "", href: (name) => `/settings/people/${encodeURIComponent(name)}` },
  project: { one: "a project", prefix: "project ", href: (name) => `/projects/${name}` },
  environment: { one: "an environment", prefix: "environment " },
  var: { one: "a var", prefix: "var " },
  session: { one: "a session", prefix: "session " },
  token: { one: "a token", prefix: "token " },
  audit: { one: "the audit", prefix: "the audit" },
};

export interface Subject {
  title: string;
  /** Its page; none where it has none. */
  href: string | null;
}

/** `request:20418` as people know it. What is only a draft so far has its page in the studio, hence the verb. */
export function subjectOf(subject: string, verb = ""): Subject {
  const colon = subject.indexOf(":");
  const kind = colon === -1 ? subject : subject.slice(0, colon);
  const rest = colon === -1 ? "" : subject.slice(colon + 1);
  const thing = things[kind];
  if (!thing) return { title: subject, href: null };
  const name = kind === "request" && /^\d+$/.test(rest) ? `REQ-${rest}` : rest;
  if (["", "?", "*", "own"].includes(name)) return { title: thing.one, href: null };
  const short = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name) ? name.slice(0, 8) : name;
  const drafted = kind === "offering" && verb.startsWith("draft.");
  return { title: `${thing.prefix}${short}`, href: drafted ? `/studio/${name}` : (thing.href?.(name) ?? null) };
}

/** What was done, after the name of who did it: `ordered REQ-20418`. What it was done to stands between the two. */
export function saidOf(
  verb: string,
  outcome: "done" | "denied",
  detail: JsonObject,
): { before: string; after: string } {
  const known = words[verb];
  if (outcome === "denied") return { before: `was not allowed to ${known?.do ?? `${verb} of`}`, after: "" };
  return { before: known?.did ?? `did ${verb} to`, after: known?.more?.(detail) ?? "" };
}
