import { isJsonObject } from "../json.ts";

/** What a provider says of somebody: members of an id token and of userinfo. Nothing of it is of a known shape. */
export type Claims = Readonly<Record<string, unknown>>;

/** Far above what any directory sends, and far below what could stall a sign-in. */
export const mostGroups = 10_000;
export const longestGroup = 400;
const longestName = 200;

export interface Groups {
  groups: string[];
  /** The provider has more groups than it tells, or tells them elsewhere. */
  untold: boolean;
}

/**
 * The groups in the claim of this name. A name with dots leads into nested claims (`realm_access.roles`), unless a claim is
 * called just that, as those are that begin with an address.
 */
export function groupsIn(claims: Claims, claim: string): Groups {
  const told = Object.hasOwn(claims, claim) ? claims[claim] : nested(claims, claim.split("."));
  // Some providers send a group that is alone as text.
  const listed: unknown[] = Array.isArray(told) ? told : [told];
  const texts = listed.filter((group) => typeof group === "string").map((group) => group.trim());
  const good = [...new Set(texts.filter((group) => group !== "" && group.length <= longestGroup && isPlain(group)))];
  return { groups: good.slice(0, mostGroups), untold: good.length > mostGroups || elsewhere(claims, claim) };
}

function nested(claims: Claims, path: readonly string[]): unknown {
  let at: unknown = claims;
  for (const part of path) {
    if (!isJsonObject(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

/** Beyond 200 groups, Entra sends the address where they are in place of them. */
function elsewhere(claims: Claims, claim: string): boolean {
  const names = claims["_claim_names"];
  return (isJsonObject(names) && Object.hasOwn(names, claim)) || claims["hasgroups"] === true;
}

/** The address, when the provider has seen that it is theirs: whoever typed somebody else's must not be taken for them. */
export function emailIn(claims: Claims): { email: string | null; unverified: string | null } {
  const { email, email_verified: verified } = claims;
  const text = typeof email === "string" ? email.trim().toLowerCase() : "";
  if (!/^[^\s@]+@[^\s@]+$/.test(text) || text.length > 320 || !isPlain(text)) return { email: null, unverified: null };
  return verified === true || verified === "true"
    ? { email: text, unverified: null }
    : { email: null, unverified: text };
}

/** What somebody is called: the first of these that says anything. */
export function nameIn(...candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    if (typeof candidate !== "string") continue;
    // oxlint-disable-next-line no-control-regex -- what a terminal or a log would obey has no place in a name
    const name = candidate.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
    if (name !== "") return name.toWellFormed().slice(0, longestName).toWellFormed();
  }
  return "Somebody";
}

// oxlint-disable-next-line no-control-regex -- see above
const isPlain = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text);
