import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAddress, kindOfAddress, permits, readAllowed, refusalOf } from "./allowed.ts";

const list = (text: string) => {
  const read = readAllowed(text);
  if ("wrong" in read) throw new Error(`“${read.wrong}” is no entry.`);
  return read;
};
const none = list("");
const may = (address: string, allowed = none, host = "api.example.com", port = 443) =>
  permits(allowed, host, port, address);

describe("without a list", () => {
  test.each(["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "[2606:4700:4700::1111]", "::ffff:8.8.8.8"])(
    "%s is public and may be called",
    (address) => expect(may(address)).toBe(true),
  );

  test.each([
    ["127.0.0.1", "this machine itself"],
    ["127.9.9.9", "this machine itself"],
    ["::1", "this machine itself"],
    ["[::1]", "this machine itself"],
    ["::ffff:127.0.0.1", "this machine itself"],
    ["0.0.0.0", "a reserved address"],
    ["::", "a reserved address"],
    ["10.1.2.3", "a private address"],
    ["172.16.0.1", "a private address"],
    ["192.168.1.1", "a private address"],
    ["::ffff:192.168.1.1", "a private address"],
    ["fd00:ec2::254", "a private address"],
    ["100.64.0.1", "a private address"],
    ["169.254.169.254", "a link-local address"],
    ["fe80::1", "a link-local address"],
    ["224.0.0.1", "a multicast address"],
    ["ff02::1", "a multicast address"],
    ["255.255.255.255", "a reserved address"],
    ["240.0.0.1", "a reserved address"],
    // Not given out to anybody, or to a machine itself.
    ["::7f00:1", "a reserved address"],
    ["100:0:0:1::1", "a reserved address"],
    ["4000::1", "a reserved address"],
    ["168.63.129.16", "a reserved address"],
    // Tunnels, that could lead to any of them.
    ["64:ff9b::7f00:1", "a reserved address"],
    ["2002:7f00:1::", "a reserved address"],
  ])("%s may not be called: it is %s", (address, kind) => {
    expect(may(address)).toBe(false);
    expect(kindOfAddress(address)).toBe(kind);
  });

  test("no private IPv4 address may be called, however it is written", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom(10, 127), byte, byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    );
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const hex = [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(":");
        expect(may(`${a}.${b}.${c}.${d}`)).toBe(false);
        expect(may(`::ffff:${a}.${b}.${c}.${d}`)).toBe(false);
        expect(may(`::ffff:${hex}`)).toBe(false);
      }),
    );
  });

  test("what is no address is never one that may be called", () => {
    for (const text of ["", "localhost", "1.2.3", "0x7f.1", "127.0.0.1.nip.io"]) {
      expect(isAddress(text)).toBe(false);
      expect(may(text)).toBe(false);
    }
  });
});

describe("a list", () => {
  test("opens a host, wherever it leads, and no other", () => {
    const allowed = list("jira.corp.example, *.svc.example:8443");
    expect(may("10.0.0.5", allowed, "jira.corp.example")).toBe(true);
    expect(may("10.0.0.5", allowed, "JIRA.corp.example")).toBe(true);
    expect(may("10.0.0.5", allowed, "a.jira.corp.example")).toBe(false);
    expect(may("10.0.0.5", allowed, "a.svc.example", 8443)).toBe(true);
    expect(may("10.0.0.5", allowed, "a.svc.example", 443)).toBe(false);
    expect(may("10.0.0.5", allowed, "svc.example", 8443)).toBe(false);
    expect(may("10.0.0.5", allowed, "evil-svc.example", 8443)).toBe(false);
  });

  test("opens addresses and ranges, with a port or for all", () => {
    const allowed = list("10.2.0.0/16, 127.0.0.1:3001, fd00::/8, [::1]:3001, 192.168.7.7");
    expect(may("10.2.3.4", allowed)).toBe(true);
    expect(may("::ffff:10.2.3.4", allowed)).toBe(true);
    expect(may("10.3.0.1", allowed)).toBe(false);
    expect(may("127.0.0.1", allowed, "localhost", 3001)).toBe(true);
    expect(may("127.0.0.1", allowed, "localhost", 3000)).toBe(false);
    expect(may("fd12::1", allowed)).toBe(true);
    expect(may("::1", allowed, "::1", 3001)).toBe(true);
    expect(may("::1", allowed, "::1", 3002)).toBe(false);
    expect(may("192.168.7.7", allowed)).toBe(true);
    expect(may("192.168.7.8", allowed)).toBe(false);
  });

  test.each(["http://jira.corp.example", "10.0.0.0/33", "10.0.0", "a b", "*", "host:99999", "-", "[::1", "jira/path"])(
    "“%s” is no entry, and is named",
    (entry) => expect(readAllowed(`ok.example, ${entry}`)).toEqual({ wrong: entry }),
  );
});

test.each([
  ["http://127.0.0.1:8080/x", "it is this machine itself"],
  ["http://0x7f000001/", "it is this machine itself"],
  ["https://[::ffff:10.0.0.1]/", "it is a private address"],
  ["https://169.254.169.254/", "it is a link-local address"],
  ["https://10.1.2.3:8443/", null],
  ["https://10.1.2.3/", "it is a private address"],
  ["https://93.184.215.14/", null],
  ["https://jira.corp.example/", null],
])("%s is judged before it is called", (url, refusal) => {
  const allowed = readAllowed("10.1.2.3:8443");
  expect.assert(!("wrong" in allowed));
  expect(refusalOf(allowed, url)).toBe(refusal);
});
