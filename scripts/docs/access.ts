import { may, scopeOf, type Actor, type Ask, type OrganisationRole, type TeamRole } from "#lib/core/access.ts";
import { code, table } from "./keys.ts";

/** The team that a line is about. */
const ours = "ours";
const others = "others";

interface Line {
  to: string;
  /** Which team "the team" is in this line. */
  team: string;
  ask: Ask;
}

const none = "–";
const same = "the same";
const request = { verb: "request.read", team: others, requester: null, ownerTeam: others, assignedTeams: [] } as const;
const resolve = {
  verb: "request.resolve",
  team: others,
  ownerTeam: others,
  byPeople: false,
  assignedTeam: null,
} as const;

/** Each verb with the lines that say who may; a verb without one does not compile. */
const lines: { [V in Ask["verb"]]: (Line & { ask: { verb: V } })[] } = {
  "catalog.read": [
    { to: "see an offering that is offered to all", team: none, ask: { verb: "catalog.read", owner: others } },
    {
      to: "see an offering that is offered to some teams",
      team: "offered to",
      ask: { verb: "catalog.read", owner: others, availableTo: [ours] },
    },
    { to: same, team: "of the offering", ask: { verb: "catalog.read", owner: ours, availableTo: [others] } },
  ],
  "request.create": [
    { to: "order, change, retire", team: "of the project", ask: { verb: "request.create", projectTeam: ours } },
  ],
  "request.read": [
    { to: "see a request, its log and its resource", team: "of the project", ask: { ...request, team: ours } },
    { to: same, team: "of the offering", ask: { ...request, ownerTeam: ours } },
    { to: "see a request", team: "with a task of it", ask: { ...request, assignedTeams: [ours] } },
  ],
  "request.change": [
    {
      to: "retry, cancel, abort",
      team: "of the project",
      ask: { verb: "request.change", team: ours, requester: null },
    },
  ],
  "request.resolve": [
    { to: "say that a step was done by hand", team: "of the project", ask: { ...resolve, team: ours } },
    { to: same, team: "of the offering", ask: { ...resolve, ownerTeam: ours } },
    {
      to: "the same of a task or a ticket",
      team: "of the project",
      ask: { ...resolve, byPeople: true, team: ours },
    },
    { to: same, team: "whose task it is", ask: { ...resolve, byPeople: true, assignedTeam: ours } },
    { to: same, team: "of the offering", ask: { ...resolve, byPeople: true, ownerTeam: ours } },
  ],
  "request.escalate": [
    {
      to: "escalate",
      team: "of the project",
      ask: { verb: "request.escalate", team: ours, ownerTeam: others },
    },
    { to: same, team: "of the offering", ask: { verb: "request.escalate", team: others, ownerTeam: ours } },
  ],
  "output.reveal": [{ to: "see a secret output", team: "of the project", ask: { verb: "output.reveal", team: ours } }],
  "task.complete": [
    { to: "answer a task", team: "whose task it is", ask: { verb: "task.complete", assignedTeam: ours } },
  ],
  "offering.probe": [
    {
      to: "check an offering against the outside",
      team: "of the offering",
      ask: { verb: "offering.probe", owner: ours },
    },
  ],
  "offering.write": [
    {
      to: "edit and try its draft, publish, roll back, deprecate, retire, decline a proposal",
      team: "of the offering",
      ask: { verb: "offering.write", owner: ours },
    },
  ],
  "offering.propose": [
    {
      to: "propose a change of an offering",
      team: "offered to",
      ask: { verb: "offering.propose", owner: others, availableTo: [ours] },
    },
    {
      to: same,
      team: "of the offering",
      ask: { verb: "offering.propose", owner: ours, availableTo: [others] },
    },
  ],
  "draft.read": [
    {
      to: "see a draft or a proposal",
      team: "of the offering",
      ask: { verb: "draft.read", owner: ours, begunBy: "somebody else" },
    },
  ],
  "engine.read": [{ to: "see the engines", team: none, ask: { verb: "engine.read" } }],
  "connection.read": [{ to: "see the connections", team: none, ask: { verb: "connection.read" } }],
  "connection.change": [
    { to: "add, change, test, remove connections", team: none, ask: { verb: "connection.change" } },
  ],
  "organisation.read": [
    { to: "see teams, their members, projects, environments", team: none, ask: { verb: "organisation.read" } },
  ],
  "organisation.change": [
    { to: "change teams, people, projects, environments, vars", team: none, ask: { verb: "organisation.change" } },
  ],
  "person.read": [
    {
      to: "see a person's address, teams and roles",
      team: none,
      ask: { verb: "person.read", person: "somebody else" },
    },
  ],
  "var.read": [{ to: "see the vars", team: "any", ask: { verb: "var.read" } }],
  "session.read": [
    { to: "see the sessions of somebody else", team: none, ask: { verb: "session.read", person: "somebody else" } },
  ],
  "session.end": [{ to: "sign somebody else out", team: none, ask: { verb: "session.end", person: "somebody else" } }],
  "token.read": [
    { to: "see the tokens of a team", team: "of the token", ask: { verb: "token.read", person: null, team: ours } },
    {
      to: "see the tokens of somebody else",
      team: none,
      ask: { verb: "token.read", person: "somebody else", team: null },
    },
  ],
  "token.change": [
    {
      to: "make and revoke tokens of a team",
      team: "of the token",
      ask: { verb: "token.change", person: null, team: ours },
    },
    {
      to: "revoke tokens of somebody else",
      team: none,
      ask: { verb: "token.change", person: "somebody else", team: null },
    },
  ],
  "audit.read": [{ to: "read the audit", team: none, ask: { verb: "audit.read" } }],
  "metrics.read": [{ to: "read the metrics", team: none, ask: { verb: "metrics.read" } }],
};

const person = (teams: Record<string, TeamRole[]>, ...roles: OrganisationRole[]): Actor => ({
  kind: "person",
  id: "somebody",
  name: "Somebody",
  teams,
  roles,
});

const columns: [title: string, actor: Actor][] = [
  ["member", person({ [ours]: ["member"] })],
  ["author", person({ [ours]: ["author"] })],
  ["approver", person({ [ours]: ["approver"] })],
  ["anybody else", person({ elsewhere: ["member"] })],
  ["manager", person({}, "manager")],
  ["auditor", person({}, "auditor")],
  ["admin", person({}, "admin")],
];

/** Who may what, asked of the one function that says so. */
export function accessTable(): string {
  const rows = Object.values(lines).flatMap((of) =>
    of.map(({ to, team, ask }) => [
      code(ask.verb),
      to,
      team,
      ...columns.map(([, actor]) => (may(actor, ask).allowed ? "yes" : "")),
      code(scopeOf[ask.verb]),
    ]),
  );
  return table(["verb", "to", "the team", ...columns.map(([title]) => title), "scope"], rows);
}
