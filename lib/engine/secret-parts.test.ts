import { expect, test } from "vitest";
import { redactor } from "./redact.ts";
import { secretParts } from "./secret-parts.ts";

const header = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`;

test.each([
  { user: "svc", password: "s3cret-p4ss" },
  { user: "svc", password: "short" },
  { email: "pao@example.com", token: "t0ken-t0ken" },
])("credentials as they are sent in a header are hidden: %j", (credential) => {
  const [name = "", secret = ""] = Object.values(credential);
  const echoed = `You sent ${header(name, secret)}.`;
  expect(redactor(secretParts(credential))(echoed)).toBe("You sent Basic ••••••.");
});

test("who signs in stays readable, and so does a word that is no real token", () => {
  const parts = secretParts({ user: "svc-orders", token: "sandbox" });
  expect(redactor(parts)("svc-orders in the sandbox")).toBe("svc-orders in the sandbox");
});
