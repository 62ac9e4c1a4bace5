import type { JsonObject } from "./json.ts";

/** What a connection's settings let through, over all engines. */
export interface Limits {
  /** Steps in hand at the same time. */
  maxConcurrent?: number;
  /** Turns that begin within any minute. */
  perMinute?: number;
}

/** How much of it is used, as it is stored. */
export interface Gate {
  tokens: number;
  /** Null until it is first counted. */
  filledAt: Date | null;
  /** The outside asked to slow down until then; it stays until a turn shows that all is well. */
  pausedUntil: Date | null;
}

/** The settings by name, with the largest that makes sense. */
export const mostOfLimit = { maxConcurrent: 1000, perMinute: 100_000 } as const;

export function limitsOf(settings: JsonObject): Limits {
  const { maxConcurrent, perMinute } = settings;
  return {
    ...(typeof maxConcurrent === "number" ? { maxConcurrent } : {}),
    ...(typeof perMinute === "number" ? { perMinute } : {}),
  };
}

/** Whether a turn through it has to ask at all. */
export function isGated(limits: Limits, pausedUntil: Date | null): boolean {
  return limits.maxConcurrent !== undefined || limits.perMinute !== undefined || pausedUntil !== null;
}

/** A tenth of a minute's turns may begin at once, the others evenly: together never more than `perMinute` in any minute. */
function bucket(perMinute: number): { most: number; perSecond: number } {
  const more = Math.floor(perMinute / 10);
  return { most: 1 + more, perSecond: (perMinute - more) / 60 };
}

/** The most it ever lets in at once; after a pause, one. */
export function mostAtOnce({ maxConcurrent, perMinute }: Limits): number {
  const begin = perMinute === undefined ? Infinity : bucket(perMinute).most;
  const most = Math.min(maxConcurrent ?? Infinity, begin);
  return Number.isFinite(most) ? most : 1;
}

/** The gate as it is now. */
export function filled(limits: Limits, gate: Gate, now: Date): Gate {
  if (limits.perMinute === undefined) return gate;
  const { most, perSecond } = bucket(limits.perMinute);
  const seconds = gate.filledAt === null ? Infinity : Math.max(0, now.getTime() - gate.filledAt.getTime()) / 1000;
  return { ...gate, tokens: Math.min(most, gate.tokens + seconds * perSecond), filledAt: now };
}

/**
 * How many of those who wait may go in now. After a pause one goes ahead alone: were all let in at once, they would be
 * turned away together again.
 */
export function room(limits: Limits, gate: Gate, now: Date, inHand: number): number {
  if (gate.pausedUntil !== null && gate.pausedUntil > now) return 0;
  const atOnce = Math.min(limits.maxConcurrent ?? Infinity, gate.pausedUntil === null ? Infinity : 1);
  const begin = limits.perMinute === undefined ? Infinity : Math.floor(filled(limits, gate, now).tokens + 1e-9);
  return Math.max(0, Math.min(atOnce - inHand, begin));
}

/** The gate after one has gone in. */
export function entered(limits: Limits, gate: Gate, now: Date): Gate {
  const { tokens, ...rest } = filled(limits, gate, now);
  return { ...rest, tokens: limits.perMinute === undefined ? tokens : tokens - 1 };
}
