/** What the Jira site holds besides issues. Fixed, so that offerings and tests can name it. */
export interface Project {
  id: string;
  key: string;
  name: string;
  components: readonly Named[];
}
export interface Named {
  id: string;
  name: string;
}
export interface Status extends Named {
  category: { id: number; key: string; name: string; colorName: string };
}
export interface Person {
  accountId: string;
  displayName: string;
  emailAddress: string;
}
export interface CustomField extends Named {
  kind: "text" | "select";
  options: readonly Named[];
}

function project(id: number, key: string, name: string, components: readonly string[]): Project {
  return {
    id: String(id),
    key,
    name,
    components: components.map((each, n) => ({ id: String(id * 10 + n), name: each })),
  };
}

export const projects: readonly Project[] = [
  project(10000, "DBA", "Data platform", ["Databases", "Backups", "Streaming"]),
  project(10001, "CMP", "Compute", ["Virtual machines", "Kubernetes", "Containers"]),
  project(10002, "MSG", "Messaging", ["Queues", "Topics", "Email"]),
  project(10003, "NET", "Networking", ["DNS", "Load balancers", "Firewall"]),
  project(10004, "SEC", "Security", ["Access", "Certificates", "Secrets"]),
];

export const issueTypes: readonly Named[] = [
  { id: "10001", name: "Task" },
  { id: "10002", name: "Story" },
  { id: "10003", name: "Service Request" },
];

export const toDo: Status = {
  id: "10000",
  name: "To Do",
  category: { id: 2, key: "new", name: "To Do", colorName: "blue-gray" },
};
export const inProgress: Status = {
  id: "3",
  name: "In Progress",
  category: { id: 4, key: "indeterminate", name: "In Progress", colorName: "yellow" },
};
export const done: Status = {
  id: "10002",
  name: "Done",
  category: { id: 3, key: "done", name: "Done", colorName: "green" },
};
export const statuses: readonly Status[] = [toDo, inProgress, done];

export const resolutions: readonly Named[] = [
  { id: "10000", name: "Done" },
  { id: "10001", name: "Won't Do" },
  { id: "10002", name: "Duplicate" },
];

export const priorities: readonly (Named & { color: string })[] = [
  { id: "1", name: "Highest", color: "#d04437" },
  { id: "2", name: "High", color: "#f15c75" },
  { id: "3", name: "Medium", color: "#f79232" },
  { id: "4", name: "Low", color: "#707070" },
  { id: "5", name: "Lowest", color: "#999999" },
];

export const customFields: readonly CustomField[] = [
  { id: "customfield_10010", name: "Cost center", kind: "text", options: [] },
  {
    id: "customfield_10011",
    name: "Environment",
    kind: "select",
    options: ["dev", "test", "prod"].map((name, n) => ({ id: String(10100 + n), name })),
  },
  { id: "customfield_10012", name: "Host name", kind: "text", options: [] },
];

export const linkTypes: readonly (Named & { inward: string; outward: string })[] = [
  { id: "10000", name: "Blocks", inward: "is blocked by", outward: "blocks" },
  { id: "10001", name: "Relates", inward: "relates to", outward: "relates to" },
  { id: "10002", name: "Duplicate", inward: "is duplicated by", outward: "duplicates" },
];

export const pao: Person = { accountId: "sandbox:pao", displayName: "PAO", emailAddress: "pao@sandbox.example" };
/** Whoever presses a button on the sandbox's pages. */
export const operator: Person = {
  accountId: "sandbox:operator",
  displayName: "Platform engineer",
  emailAddress: "engineer@sandbox.example",
};
export const people: readonly Person[] = [pao, operator];

/** Jira compares names without case. */
export function byName<T extends Named>(all: readonly T[], name: string): T | undefined {
  return all.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

export function byIdOrName<T extends Named>(all: readonly T[], wanted: string): T | undefined {
  return all.find((each) => each.id === wanted) ?? byName(all, wanted);
}

export function projectOf(idOrKey: string): Project | undefined {
  return projects.find((each) => each.id === idOrKey || each.key === idOrKey.toUpperCase());
}
