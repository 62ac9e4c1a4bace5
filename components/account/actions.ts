import type { Scope } from "#lib/core/access.ts";
import type { Result } from "#lib/core/problem.ts";
import type { MadeToken } from "#lib/views/token/shape.ts";

export interface SessionActions {
  endSession: (given: { session: string }) => Promise<Result<object>>;
  endSessions: (given: { person?: string }) => Promise<Result<object>>;
}

export interface TokenGiven {
  name: string;
  /** It acts for its maker when left out. */
  team?: string;
  scopes: Scope[];
  days: number;
}

export interface TokenActions {
  makeToken: (given: TokenGiven) => Promise<Result<MadeToken>>;
  revokeToken: (given: { token: string }) => Promise<Result<object>>;
}
