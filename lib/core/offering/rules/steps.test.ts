import { expect, test } from "vitest";
import { good } from "#lib/core/offering/document.fixture.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";

const messages = (source: string, teams: string[]) =>
  checkOffering(source, { connections: [{ name: "platform", kind: "http", teams }] }).issues;

test("a connection that the team which owns the offering may not use is warned of, named or not", () => {
  const closed = (teams: string[]) => messages(good, teams).filter(({ message }) => message.includes("open to team"));
  expect(closed(["data-platform"])).toEqual([]);
  expect(closed(["compute"])).toMatchObject([
    { severity: "warning", line: 32, message: "platform is not open to team data-platform." },
  ]);
  const unnamed = good.replace("connection: platform", "");
  expect(messages(unnamed, ["compute"]).map(({ message }) => message)).toContain(
    "No connection of kind http is open to team data-platform; an admin opens one in the settings.",
  );
});
