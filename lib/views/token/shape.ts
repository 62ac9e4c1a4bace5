import type { Scope } from "#lib/core/access.ts";

/** A token as lists show it; never what it is. */
export interface TokenView {
  id: string;
  name: string;
  /** Null when it acts for a person. */
  team: string | null;
  /** `pao_…3f9a`: enough to tell it from others. */
  shown: string;
  scopes: Scope[];
  /** The person who made it; null for those of the sandbox. */
  createdBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  /** It has run out. */
  over: boolean;
  /** Whoever made it for a team could not make it any more: it lets nobody in. */
  asleep: boolean;
  lastUsedAt: string | null;
}

/** What the answer to making a token holds. Nothing else ever shows it. */
export interface MadeToken {
  id: string;
  token: string;
  name: string;
  team: string | null;
  scopes: Scope[];
  expiresAt: string | null;
}

/** A team that somebody may make tokens for. */
export interface TokenTeam {
  name: string;
  title: string;
  /** They are an author of it. */
  author: boolean;
}
