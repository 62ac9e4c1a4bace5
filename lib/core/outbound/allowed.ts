import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

interface Range {
  network: Address;
  bits: number;
  /** null for every port. */
  port: number | null;
}

interface Host {
  /** `jira.corp.example`, or `*.corp.example` for all below it. */
  name: string;
  port: number | null;
}

/** Places that may be called although their addresses are private, as whoever runs PAO lists them. */
export interface Allowed {
  hosts: readonly Host[];
  ranges: readonly Range[];
}

/** Reads entries that commas separate: a host, `*.domain`, an address or a range (CIDR), each with `:port` or without. */
export function readAllowed(text: string): Allowed | { wrong: string } {
  const hosts: Host[] = [];
  const ranges: Range[] = [];
  for (const entry of text.split(",").map((part) => part.trim().toLowerCase())) {
    if (entry === "") continue;
    const { name, port } = splitPort(entry);
    const network = port !== null && port > 65_535 ? null : rangeOf(name);
    if (network) ranges.push({ ...network, port });
    else if (isHostName(name) && (port ?? 0) <= 65_535) hosts.push({ name, port });
    else return { wrong: entry };
  }
  return { hosts, ranges };
}

/** IPv6 has colons of its own, so that its port needs brackets: `[fd00::1]:8080`. */
function splitPort(entry: string): { name: string; port: number | null } {
  const [, inner, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(entry) ?? [];
  return { name: inner ?? plain ?? entry, port: port === undefined ? null : Number(port) };
}

function rangeOf(name: string): { network: Address; bits: number } | null {
  if (ipaddr.isValidCIDR(name)) {
    const [network, bits] = ipaddr.parseCIDR(name);
    return { network, bits };
  }
  const network = addressOf(name);
  return network && { network, bits: network.kind() === "ipv4" ? 32 : 128 };
}

// What has only digits and dots was meant as an address.
const isHostName = (name: string) => /^(\*\.)?[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$/.test(name) && !/^[\d.]+$/.test(name);

function addressOf(text: string): Address | null {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const valid = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare);
  return valid ? unwrapped(ipaddr.parse(bare)) : null;
}

/** An IPv4 address that is written as an IPv6 one is the same place. */
function unwrapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Whether a name is an address itself, so that no look-up stands between. */
export const isAddress = (host: string): boolean => addressOf(host) !== null;

/**
 * May PAO connect to this address, which this host name led to? What is public, or listed. What is not plainly public (loopback,
 * private, link-local, shared, multicast, reserved, tunnels to any of them) is not.
 */
export function permits({ hosts, ranges }: Allowed, host: string, port: number, address: string): boolean {
  const target = addressOf(address);
  if (!target) return false;
  const fits = (wanted: number | null) => wanted === null || wanted === port;
  return (
    isPublic(target) ||
    hosts.some((listed) => fits(listed.port) && named(listed.name, host.toLowerCase())) ||
    ranges.some(({ network, bits, port: wanted }) => fits(wanted) && within(target, network, bits))
  );
}

/** What every machine of Azure answers at for itself: public by its number only. */
const ofTheCloud = "168.63.129.16";

/** Of IPv6 only 2000::/3 has been given out: all else leads to the machine itself, or nowhere that is meant. */
function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv6 ? address.match(givenOut, 3) : address.toString() !== ofTheCloud;
}

const givenOut = ipaddr.IPv6.parse("2000::");

function named(listed: string, host: string): boolean {
  return listed.startsWith("*.") ? host.endsWith(listed.slice(1)) : host === listed;
}

function within(address: Address, network: Address, bits: number): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits);
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}

const words: Record<string, string> = {
  loopback: "this machine itself",
  private: "a private address",
  uniqueLocal: "a private address",
  carrierGradeNat: "a private address",
  linkLocal: "a link-local address",
  multicast: "a multicast address",
};

/** What kind of address it is, in words that end a sentence: `a private address`. */
export function kindOfAddress(address: string): string {
  return words[addressOf(address)?.range() ?? ""] ?? "a reserved address";
}

/** Why PAO will not call an address, when that is known without looking its name up: `it is a private address`. */
export function refusalOf(allowed: Allowed, url: string): string | null {
  const { hostname = "", port = "", protocol = "" } = URL.parse(url) ?? {};
  const used = Number(port) || (protocol === "https:" ? 443 : 80);
  if (!isAddress(hostname) || permits(allowed, hostname, used, hostname)) return null;
  return `it is ${kindOfAddress(hostname)}`;
}
