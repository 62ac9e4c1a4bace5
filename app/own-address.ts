// Only for telling apart what stays on a site from what leaves it; nobody is asked at this address.
const site = "http://pao.invalid";

/** Where to go after signing in: an address of our own, else the first page. A link to the sign-in page must not lead anywhere else. */
export function ownAddress(from: string | undefined): string {
  if (from === undefined || !URL.canParse(from, site)) return "/";
  const { origin, pathname, search, hash } = new URL(from, site);
  // A path that begins with two slashes would be read as a host by whoever follows it.
  return origin === site && !pathname.startsWith("//") ? pathname + search + hash : "/";
}
