import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, buildConnector, setGlobalDispatcher } from "undici";
import { type Allowed, isAddress, kindOfAddress, permits } from "#lib/core/outbound/allowed.ts";

/** Thrown where a connection would be opened. Nothing has been sent then. */
export class OutboundRefused extends Error {
  readonly code = "PAO_OUTBOUND_REFUSED";
  readonly host: string;
  readonly address: string;

  constructor(host: string, address: string) {
    super(`${host === address ? host : `${host} leads to ${address}, which`} is ${kindOfAddress(address)}`);
    this.host = host;
    this.address = address;
  }
}

/**
 * From now on nothing this process fetches connects to an address that is neither public nor listed. It is asked of the
 * address that is connected to, after the name was looked up and for each redirect, so that no name can change its mind in between.
 * undici keeps to the major version that Node has inside: its `fetch` takes its dispatcher from there.
 */
export function guardOutbound(allowed: Allowed): void {
  setGlobalDispatcher(new Agent({ connect: guarded(allowed) }));
}

function guarded(allowed: Allowed): buildConnector.connector {
  const connectors = new Map<string, buildConnector.connector>();
  return (options, callback) => {
    const { hostname, protocol } = options;
    const port = Number(options.port) || (protocol === "https:" ? 443 : 80);
    // A name that is an address already is never looked up.
    if (isAddress(hostname) && !permits(allowed, hostname, port, hostname))
      return callback(new OutboundRefused(hostname, hostname), null);
    const key = `${hostname}:${port}`;
    const connector = connectors.get(key) ?? buildConnector({ lookup: lookingUp(allowed, port) });
    connectors.set(key, connector);
    return connector(options, callback);
  };
}

/** Answers only the addresses that may be called. */
function lookingUp(allowed: Allowed, port: number): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "");
      const open = found.filter(({ address }) => permits(allowed, hostname, port, address));
      const [first] = open;
      if (!first) return callback(new OutboundRefused(hostname, found[0]?.address ?? hostname), "");
      return options.all ? callback(null, open) : callback(null, first.address, first.family);
    });
}
