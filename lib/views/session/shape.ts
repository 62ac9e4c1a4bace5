/** How somebody signs in here. */
export interface SignInView {
  provider: "sandbox" | "oidc" | "github" | "none";
  /** The sandbox's people; empty with a real provider. */
  people: { id: string; name: string; may: string }[];
}

/** A browser that somebody is signed in with. */
export interface SessionView {
  id: string;
  createdAt: string;
  /** To the minute. */
  seenAt: string;
  expiresAt: string;
  address: string | null;
  /** What the browser called itself, in short: `Firefox on Linux`. */
  browser: string;
  /** It is the one that asks. */
  current: boolean;
}
