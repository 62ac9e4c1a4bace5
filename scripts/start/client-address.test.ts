import fc from "fast-check";
import { expect, test } from "vitest";
import { clientAddress, trusted } from "./client-address.ts";

const nobody = trusted("");
const proxies = trusted("10.0.0.0/8, 192.168.1.7,fd00::/8");

test("without trusted proxies it is who connects, whatever the client says of itself", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.array(fc.ipV6())), (forwarded) => {
      expect(clientAddress(nobody, "203.0.113.9", forwarded)).toBe("203.0.113.9");
      expect(clientAddress(proxies, "203.0.113.9", forwarded)).toBe("203.0.113.9");
    }),
  );
});

test("behind trusted proxies it is the last address that none of them has", () => {
  expect(clientAddress(proxies, "10.0.0.2", "198.51.100.4")).toBe("198.51.100.4");
  expect(clientAddress(proxies, "::ffff:10.0.0.2", "6.6.6.6, 198.51.100.4, 192.168.1.7")).toBe("198.51.100.4");
  expect(clientAddress(proxies, "fd00::1", "6.6.6.6, [2001:db8::4]:4711")).toBe("2001:db8::4");
  expect(clientAddress(proxies, "10.0.0.2", ["6.6.6.6", "198.51.100.4:80"])).toBe("198.51.100.4");
});

test("what a proxy says that is no address ends the way back there", () => {
  expect(clientAddress(proxies, "10.0.0.2", undefined)).toBe("10.0.0.2");
  expect(clientAddress(proxies, "10.0.0.2", "unknown")).toBe("10.0.0.2");
  expect(clientAddress(proxies, "10.0.0.2", "6.6.6.6, <script>, 10.0.0.3")).toBe("10.0.0.3");
  expect(clientAddress(proxies, undefined, "6.6.6.6")).toBeNull();
});
