import { Problem } from "#lib/core/problem.ts";
import { revisionView } from "#lib/views/catalog/revisions.ts";
import { rest, shown } from "../../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await revisionView(actor, param("name"), numberOf(param("number")))),
});

function numberOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Problem("not_found", "Revisions have whole numbers, from 1 on.");
}
