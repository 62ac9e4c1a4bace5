import type { ConnectionKind } from "#lib/core/adapter/definition.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";

export interface KnownConnection {
  name: string;
  kind: ConnectionKind;
  /** The teams whose offerings may use it; all when there is no list. */
  teams?: readonly string[] | null | undefined;
}

/** `name: null`: the adapter needs none. */
export type Connected = { name: string | null } | { missing: string; remedy: string };

const words: Record<ConnectionKind, string> = { jira: "Jira", http: "HTTP", github: "GitHub" };

/** May the offerings of this team use it? */
export function isOpenTo({ teams }: Pick<KnownConnection, "teams">, owner: string): boolean {
  return teams === undefined || teams === null || teams.includes(owner);
}

/**
 * The connection a step goes through: the one it names, or the only one of its kind. `owner` is the team whose offering it is:
 * what is not open to it is not there for it. Left out where nothing is begun any more, only followed.
 */
export function connectionOf(
  step: Pick<PlannedStep, "uses"> & { connection?: string | undefined },
  connections: readonly KnownConnection[],
  owner?: string,
): Connected {
  const { connection: kind } = adapterDefinition(step.uses);
  if (kind === null) return { name: null };
  const fitting = connections.filter((connection) => connection.kind === kind);
  const open = owner === undefined ? fitting : fitting.filter((connection) => isOpenTo(connection, owner));
  if (step.connection !== undefined) {
    if (open.some(({ name }) => name === step.connection)) return { name: step.connection };
    if (fitting.some(({ name }) => name === step.connection))
      return {
        missing: `The ${words[kind]} connection “${step.connection}” is not open to team ${owner}.`,
        remedy: "An admin opens it to the team under Settings, Connections, or the offering's owner names another one.",
      };
    return {
      missing: `There is no ${words[kind]} connection “${step.connection}”.`,
      remedy: "An admin adds it under Settings, Connections.",
    };
  }
  const [only] = open;
  if (!only) return noneOf(kind, fitting.length > 0 ? owner : undefined);
  if (open.length === 1) return { name: only.name };
  const names = open
    .map(({ name }) => name)
    .sort()
    .join(", ");
  return {
    missing: `There are several ${words[kind]} connections (${names}), and the offering does not say which one is meant.`,
    remedy: "The offering's owner names one with `connection`.",
  };
}

function noneOf(kind: ConnectionKind, owner: string | undefined): Connected {
  if (owner === undefined)
    return {
      missing: `There is no ${words[kind]} connection.`,
      remedy: "An admin adds one under Settings, Connections.",
    };
  return {
    missing: `No ${words[kind]} connection is open to team ${owner}.`,
    remedy: "An admin opens one to the team under Settings, Connections.",
  };
}
