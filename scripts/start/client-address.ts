import { BlockList, isIP } from "node:net";

/** The proxies whose word is taken: addresses and ranges, as PAO_TRUSTED_PROXIES lists them. */
export function trusted(listed: string): BlockList {
  const proxies = new BlockList();
  for (const entry of listed.split(",").flatMap((one) => one.trim() || [])) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return proxies;
}

/**
 * Where a request comes from: the last address that no trusted proxy vouches for the one before. What stands further left in
 * `X-Forwarded-For` is what the client wrote there, or anybody. Null when the connection has closed already.
 */
export function clientAddress(
  proxies: BlockList,
  peer: string | undefined,
  forwarded: string | string[] | undefined,
): string | null {
  const said = [forwarded ?? []].flat().join(",").split(",").toReversed();
  let address = peer === undefined ? null : plain(peer);
  for (const before of said) {
    if (address === null || !proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")) break;
    const next = plain(before);
    if (next === null) break;
    address = next;
  }
  return address;
}

/** Without a port or a zone; IPv4 in the form of IPv6 is IPv4. Null when it is no address. */
function plain(written: string): string | null {
  const text = written.trim().toLowerCase();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, "").replace(/^::ffff:(?=[\d.]+$)/, "");
  return isIP(address) === 0 ? null : address;
}
