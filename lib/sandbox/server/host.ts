const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a call was meant for this machine, or for where PAO is said to be. Listening on loopback keeps the network out, but not
 * a page that whoever develops has open: its name can be made to lead here, and their browser would take the two for one site.
 */
export function isOwnHost(host: string | undefined, baseUrl: string): boolean {
  const at = `http://${host ?? ""}`;
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host) || !URL.canParse(at)) return false;
  const { hostname } = new URL(at);
  return loopback.has(hostname) || hostname === new URL(baseUrl).hostname;
}

/** What a call for another host is answered. */
export const misdirected = {
  status: 421,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "The sandbox answers at localhost, 127.0.0.1, [::1] and the host of PAO_BASE_URL only.\n",
};
