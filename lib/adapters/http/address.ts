import { pathProblem } from "#lib/core/adapter/http-path.ts";

/** The address of a path under a connection. Null when it would leave it, whatever the path holds. */
export function addressOf(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string | number | boolean | null>> = {},
): URL | null {
  if (pathProblem(path) !== undefined) return null;
  const address = new URL(baseUrl + path);
  for (const [name, value] of Object.entries(query))
    if (value !== null) address.searchParams.append(name, String(value));
  return isUnder(baseUrl, address) ? address : null;
}

/**
 * The path under the connection that an answer names to be asked again: an address, or a path with or without the
 * connection's own. Null when it leads anywhere else: an answer must not send the credential to another place.
 */
export function pathUnder(baseUrl: string, named: string): string | null {
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/+$/, "");
  if (!URL.canParse(named, base)) return null;
  const plain =
    named.startsWith("/") && !named.startsWith("//") && !named.startsWith(`${folder}/`) ? folder + named : named;
  const address = new URL(plain, base);
  if (!isUnder(baseUrl, address)) return null;
  return address.pathname.slice(folder.length) + address.search;
}

/** The address of what `pathUnder` gave. */
export function addressAgain(baseUrl: string, path: string): URL | null {
  const [bare = "", query] = path.split("?", 2);
  const address = addressOf(baseUrl, bare);
  if (address && query !== undefined) address.search = query;
  return address;
}

function isUnder(baseUrl: string, address: URL): boolean {
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/+$/, "");
  return (
    address.origin === base.origin &&
    address.username === "" &&
    (address.pathname === folder || address.pathname.startsWith(`${folder}/`))
  );
}
