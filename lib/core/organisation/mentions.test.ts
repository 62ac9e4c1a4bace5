import { expect, test } from "vitest";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { mentionsOf } from "./mentions.ts";

function mentions(summary: string, owner = "data-platform") {
  const { offering, issues } = parseOffering(`
apiVersion: pao/v1
kind: Offering
metadata: { name: disk, title: Disk, summary: A disk., owner: ${owner}, category: storage, environments: [dev], availableTo: [search] }
inputs: { type: object, properties: {} }
policies:
  - { id: looked-at, when: "\${{ vars.strict }}", effect: require-approval, approvers: [security], message: Looked at. }
fulfillment:
  steps:
    - id: make
      any:
        - { if: "\${{ request.environment == 'dev' }}", uses: manual, with: { team: storage, instructions: "${summary}" } }
        - { uses: manual, with: { team: "\${{ vars.team }}", instructions: Do it. } }
operations:
  grow: { title: Grow, fulfillment: { steps: [{ id: grow, uses: manual, with: { team: compute, instructions: Grow. } }] } }
`);
  if (!offering) throw new Error(JSON.stringify(issues));
  return mentionsOf(offering);
}

test("a document names its owner's team, those it is offered to, those that approve and those that have tasks", () => {
  expect(mentions("Do it.").teams.toSorted()).toEqual(["compute", "data-platform", "search", "security", "storage"]);
  expect(mentions("Do it.").environments).toEqual(["dev"]);
});

test("the vars that a document reads are found wherever an expression stands, and nowhere else", () => {
  const reads = mentions("Ask ${{ vars.desk.mail }}; ${{ has(vars.floor) ? 'up' : 'down' }}; vars.text is text.");
  expect(reads.vars).toEqual({ names: ["desk", "floor", "strict", "team"], every: false });
});

test("who looks a var up by a name that is computed may read every one", () => {
  expect(mentions("${{ vars[request.environment] }}").vars.every).toBe(true);
});
