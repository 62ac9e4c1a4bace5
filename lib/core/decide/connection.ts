import type { ConnectionKind } from "#lib/core/adapter/definition.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";

export interface KnownConnection {
  name: string;
  kind: ConnectionKind;
}

/** `name: null`: the adapter needs none. */
export type Connected = { name: string | null } | { missing: string; remedy: string };

const words: Record<ConnectionKind, string> = { jira: "Jira", http: "HTTP", github: "GitHub" };

/** The connection a step goes through: the one it names, or the only one of its kind. */
export function connectionOf(
  step: Pick<PlannedStep, "uses"> & { connection?: string | undefined },
  connections: readonly KnownConnection[],
): Connected {
  const { connection: kind } = adapterDefinition(step.uses);
  if (kind === null) return { name: null };
  const fitting = connections.filter((connection) => connection.kind === kind);
  if (step.connection !== undefined) {
    if (fitting.some(({ name }) => name === step.connection)) return { name: step.connection };
    return {
      missing: `There is no ${words[kind]} connection “${step.connection}”.`,
      remedy: "An admin adds it under Settings, Connections.",
    };
  }
  const [only] = fitting;
  if (!only)
    return {
      missing: `There is no ${words[kind]} connection.`,
      remedy: "An admin adds one under Settings, Connections.",
    };
  if (fitting.length === 1) return { name: only.name };
  const names = fitting
    .map(({ name }) => name)
    .sort()
    .join(", ");
  return {
    missing: `There are several ${words[kind]} connections (${names}), and the offering does not say which one is meant.`,
    remedy: "The offering's owner names one with `connection`.",
  };
}
