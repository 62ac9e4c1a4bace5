import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { knownVerbs, saidOf, subjectOf, verbTitle } from "./verbs.ts";

const lib = path.resolve(import.meta.dirname, "../..");

/** The verbs of all commands, and of what else writes into the audit: each stands in a line of its own. */
function written(folder: string): string[] {
  const files = readdirSync(path.join(lib, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(path.join(lib, folder, file), "utf8"))
    .flatMap((source) => [...source.matchAll(/^\s+verb: "([^"]+)",$/gm)].map((match) => match[1] ?? ""));
}

test("every verb has its words, and no word is there for a verb that is gone", () => {
  const verbs = [...new Set([...written("commands"), ...written("engine")])];
  expect(verbs.length).toBeGreaterThan(40);
  expect([...knownVerbs].toSorted()).toEqual(verbs.toSorted());
});

test("an entry reads as a sentence", () => {
  const said = (verb: string, subject: string, detail = {}, outcome: "done" | "denied" = "done") => {
    const { before, after } = saidOf(verb, outcome, detail);
    return `${before} ${subjectOf(subject).title}${after}`;
  };
  expect(said("request.order", "request:1001")).toBe("ordered REQ-1001");
  expect(said("request.order", "offering:queue", {}, "denied")).toBe("was not allowed to order offering queue");
  expect(said("offering.publish", "offering:queue", { revision: 3 })).toBe("published offering queue as revision 3");
  expect(said("member.add", "team:checkout", { person: "ada", role: "author" })).toBe(
    "added a member to team checkout: ada as author",
  );
  expect(said("role.give", "person:ada", { changes: { roles: [["auditor"], ["auditor", "admin"]] } })).toBe(
    "gave a role to ada: admin",
  );
  expect(said("connection.save", "connection:?", {}, "denied")).toBe("was not allowed to save a connection");
  expect(said("token.revoke", "token:5d1a0f7e-0c56-4e55-9d1f-1d7f6a2b9c3e", { name: "nightly" })).toBe(
    "revoked token 5d1a0f7e called nightly",
  );
  expect(said("of.tomorrow", "thing:x")).toBe("did of.tomorrow to thing:x");
});

test("what was done to a draft leads to the studio, what was published to the catalog", () => {
  expect(subjectOf("offering:queue", "draft.save").href).toBe("/studio/queue");
  expect(subjectOf("offering:queue", "offering.publish").href).toBe("/catalog/queue");
});

test("a verb is called by what it does where it is chosen", () => {
  expect(verbTitle("connection.save")).toBe("save a connection");
  expect(verbTitle("session.sign-in")).toBe("sign in");
  expect(verbTitle("of.tomorrow")).toBe("of.tomorrow");
});
