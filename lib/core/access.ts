/** Which door an actor came through; stored with every audit entry. */
export type Door = "browser" | "rest" | "webhook" | "engine" | "start";

export type TeamRole = "member" | "author" | "approver";
export type OrganisationRole = "manager" | "auditor" | "admin";

/** What a token may be used for, beside reading what whoever it acts for may read. It never gives more than they have. */
export const scopes = ["read", "order", "author", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** Who causes something. Never a bare id: what a person may do depends on their teams and roles. */
export type Actor =
  | { kind: "person"; id: string; name: string; teams: Record<string, TeamRole[]>; roles: OrganisationRole[] }
  | {
      kind: "token";
      id: string;
      name: string;
      /** Null when it acts for a team. */
      person: string | null;
      personName?: string | null;
      teams: Record<string, TeamRole[]>;
      roles: OrganisationRole[];
      /** All of them when left out. */
      scopes?: readonly Scope[];
    }
  | {
      kind: "agent";
      id: string;
      name: string;
      person: string;
      teams: Record<string, TeamRole[]>;
      roles: OrganisationRole[];
    }
  | { kind: "webhook"; id: string; name: string }
  | { kind: "system"; id: "engine" | "start"; name: string };

/** The person behind an actor, for "mine": null for webhooks and the system. */
export function personOf(actor: Actor): string | null {
  if (actor.kind === "person") return actor.id;
  return actor.kind === "token" || actor.kind === "agent" ? actor.person : null;
}

/** Who is behind it, whichever token they use: the person, or a team's token itself. */
export const whoIs = (actor: Actor): string => personOf(actor) ?? actor.id;

/** Each thing that can be asked of PAO, and what it is asked about. */
export type Ask =
  | { verb: "catalog.read"; owner: string; availableTo?: readonly string[] | undefined }
  | { verb: "request.create"; projectTeam: string; availableTo?: readonly string[] | undefined }
  | {
      verb: "request.read";
      team: string;
      requester: string | null;
      ownerTeam: string;
      assignedTeams: readonly string[];
    }
  | { verb: "request.change"; team: string; requester: string | null }
  | {
      verb: "request.resolve";
      team: string;
      ownerTeam: string;
      /** A task or ticket is answered by people of a platform team; only they can say that it was done another way. */
      byPeople: boolean;
      assignedTeam: string | null;
    }
  /** Whose order it is, or whose offering: both may hand it to the people who do it by hand. */
  | { verb: "request.escalate"; team: string; ownerTeam: string }
  | { verb: "output.reveal"; team: string }
  | { verb: "task.complete"; assignedTeam: string }
  | { verb: "offering.probe"; owner: string }
  /** Its draft, and what is published of it. */
  | { verb: "offering.write"; owner: string }
  | { verb: "offering.propose"; owner: string; availableTo?: readonly string[] | undefined }
  /** What is not published; `begunBy` where it is somebody's proposal: see `whoIs`. */
  | { verb: "draft.read"; owner: string; begunBy: string | null }
  | { verb: "engine.read" }
  | { verb: "connection.read" }
  | { verb: "connection.change" }
  /** Teams with their members, projects, environments, people by their names. */
  | { verb: "organisation.read" }
  | { verb: "organisation.change" }
  /** What a person's page says beyond their name: address, teams, roles. */
  | { verb: "person.read"; person: string }
  | { verb: "var.read" }
  /** Whose sessions. */
  | { verb: "session.read"; person: string }
  | { verb: "session.end"; person: string }
  /** Tokens that act for a person, or for a team. */
  | { verb: "token.read"; person: string | null; team: string | null }
  | { verb: "token.change"; person: string | null; team: string | null }
  | { verb: "audit.read" }
  | { verb: "metrics.read" };

/** The scope that a token needs to be used for this. */
export const scopeOf = {
  "catalog.read": "read",
  "request.read": "read",
  "engine.read": "read",
  "connection.read": "read",
  "organisation.read": "read",
  "person.read": "read",
  "var.read": "read",
  "session.read": "read",
  "token.read": "read",
  "audit.read": "read",
  "metrics.read": "read",
  "draft.read": "read",
  "request.create": "order",
  "request.change": "order",
  "request.resolve": "order",
  "request.escalate": "order",
  "output.reveal": "order",
  "task.complete": "order",
  "offering.probe": "author",
  "offering.write": "author",
  "offering.propose": "author",
  "connection.change": "admin",
  "organisation.change": "admin",
  "session.end": "admin",
  "token.change": "admin",
} as const satisfies Record<Ask["verb"], Scope>;

export type Answer = { allowed: true } | { allowed: false; reason: string };

const yes: Answer = { allowed: true };
const no = (reason: string): Answer => ({ allowed: false, reason });

function belongs(actor: Actor, team: string): boolean {
  return "teams" in actor && Object.hasOwn(actor.teams, team);
}

function isAuthor(actor: Actor, team: string): boolean {
  return belongs(actor, team) && "teams" in actor && (actor.teams[team]?.includes("author") ?? false);
}

function isAuthorOfSome(actor: Actor): boolean {
  return "teams" in actor && Object.values(actor.teams).some((roles) => roles.includes("author"));
}

function hasRole(actor: Actor, ...roles: OrganisationRole[]): boolean {
  return "roles" in actor && roles.some((role) => actor.roles.includes(role));
}

function offered(actor: Actor, availableTo: readonly string[] | undefined): boolean {
  return (
    availableTo === undefined ||
    availableTo.some((team) => belongs(actor, team)) ||
    hasRole(actor, "manager", "auditor", "admin")
  );
}

function orders(actor: Actor, ask: Extract<Ask, { verb: "request.create" }>): Answer {
  if (!belongs(actor, ask.projectTeam))
    return no(`Only members of team ${ask.projectTeam} may order for its projects.`);
  return ask.availableTo === undefined || ask.availableTo.includes(ask.projectTeam)
    ? yes
    : no(`This offering is not offered to team ${ask.projectTeam}.`);
}

function readsRequest(actor: Actor, ask: Extract<Ask, { verb: "request.read" }>): Answer {
  if (hasRole(actor, "manager", "auditor", "admin")) return yes;
  if (personOf(actor) === ask.requester && ask.requester !== null) return yes;
  // A team that has a task of it needs to see what it is about.
  return [ask.team, ask.ownerTeam, ...ask.assignedTeams].some((team) => belongs(actor, team))
    ? yes
    : no("You can see the requests of your own teams, and those your teams have a task in.");
}

function keepsToken(actor: Actor, { team, person }: Extract<Ask, { verb: "token.read" | "token.change" }>): Answer {
  if (hasRole(actor, "admin") || (team !== null && belongs(actor, team))) return yes;
  if (team !== null) return no(`Only members of team ${team} and admins may see or change its tokens.`);
  return person !== null && personOf(actor) === person
    ? yes
    : no("Only an admin may see or revoke the tokens of somebody else.");
}

function keepsOffering(actor: Actor, owner: string, what: string): Answer {
  return hasRole(actor, "admin") || isAuthor(actor, owner)
    ? yes
    : no(`Only authors of team ${owner} and admins may ${what}.`);
}

function readsDraft(actor: Actor, { owner, begunBy }: Extract<Ask, { verb: "draft.read" }>): Answer {
  const own = begunBy !== null && whoIs(actor) === begunBy;
  return own || hasRole(actor, "admin") || belongs(actor, owner)
    ? yes
    : no(`Only members of team ${owner}, admins and whoever began it may see this.`);
}

/** Whoever was refused must not be able to say "done": of what people decide, the requester's side has no say. */
function resolves(actor: Actor, ask: Extract<Ask, { verb: "request.resolve" }>): Answer {
  const theirs = [ask.ownerTeam, ask.byPeople ? ask.assignedTeam : ask.team].filter((team) => team !== null);
  if (hasRole(actor, "admin") || theirs.some((team) => belongs(actor, team))) return yes;
  const teams = [...new Set(theirs)].toSorted().map((team) => `team ${team}`);
  return no(`Only members of ${teams.join(" and ")} and admins may say that this was done by hand.`);
}

/** What is no team's: who may, and what the others are told. */
const byRole = {
  "engine.read": { roles: ["admin"], others: "Only an admin may see the engines." },
  "connection.read": { roles: ["admin"], others: "Only an admin may see or change connections." },
  "connection.change": { roles: ["admin"], others: "Only an admin may see or change connections." },
  "organisation.change": {
    roles: ["admin"],
    others: "Only an admin may change teams, people, projects and what they share.",
  },
  "metrics.read": { roles: ["admin"], others: "Only an admin may read the metrics." },
  "audit.read": { roles: ["auditor", "admin"], others: "Only an auditor or an admin may read the audit." },
} as const satisfies Partial<Record<Ask["verb"], { roles: readonly OrganisationRole[]; others: string }>>;

/** Every token reads; for anything else it needs the scope. */
function inScope(actor: Actor, scope: Scope): boolean {
  return scope === "read" || actor.kind !== "token" || actor.scopes === undefined || actor.scopes.includes(scope);
}

/** May this actor cause anything at all? Asked before every verb that writes, whatever else it asks. */
export function mayChange(actor: Actor): Answer {
  return scopes.some((scope) => scope !== "read" && inScope(actor, scope)) ? yes : no("This token may only read.");
}

/** May this actor do this? The one place where permission is decided; total, pure, with a reason in plain words. */
export function may(actor: Actor, ask: Ask): Answer {
  if (actor.kind === "system") return yes;
  if (actor.kind === "webhook") return no("A webhook only wakes PAO up; it may not read or change anything.");
  if (!inScope(actor, scopeOf[ask.verb])) return no(`This token has no scope “${scopeOf[ask.verb]}”.`);
  switch (ask.verb) {
    case "catalog.read":
    case "offering.propose":
      // Whoever keeps an offering has to see it, also where it is offered to others only.
      return offered(actor, ask.availableTo) || belongs(actor, ask.owner)
        ? yes
        : no("This offering is not offered to your teams.");
    case "request.create":
      return orders(actor, ask);
    case "request.read":
      return readsRequest(actor, ask);
    case "request.change":
      if (hasRole(actor, "admin")) return yes;
      return belongs(actor, ask.team) ? yes : no(`Only members of team ${ask.team} may change this request.`);
    case "request.resolve":
      return resolves(actor, ask);
    case "request.escalate":
      return hasRole(actor, "admin") || belongs(actor, ask.team) || belongs(actor, ask.ownerTeam)
        ? yes
        : no(`Only members of team ${ask.team} and team ${ask.ownerTeam} may escalate this request.`);
    case "output.reveal":
      return belongs(actor, ask.team) ? yes : no(`Only members of team ${ask.team} may see its secret outputs.`);
    case "task.complete":
      return belongs(actor, ask.assignedTeam)
        ? yes
        : no(`Only members of team ${ask.assignedTeam} may answer this task.`);
    case "offering.probe":
      return keepsOffering(actor, ask.owner, "check this offering against the outside");
    case "offering.write":
      return keepsOffering(actor, ask.owner, "change this offering");
    case "draft.read":
      return readsDraft(actor, ask);
    case "person.read":
      return hasRole(actor, "auditor", "admin") || personOf(actor) === ask.person
        ? yes
        : no("Only an auditor, an admin and the person may see this.");
    case "var.read":
      return hasRole(actor, "auditor", "admin") || isAuthorOfSome(actor)
        ? yes
        : no("Only authors, auditors and admins may see the vars.");
    case "session.read":
    case "session.end":
      return hasRole(actor, "admin") || personOf(actor) === ask.person
        ? yes
        : no("Only an admin may see or end the sessions of somebody else.");
    case "token.read":
    case "token.change":
      return keepsToken(actor, ask);
    case "organisation.read":
      return yes;
    default:
      return hasRole(actor, ...byRole[ask.verb].roles) ? yes : no(byRole[ask.verb].others);
  }
}
