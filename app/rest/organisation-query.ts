import { z } from "zod";
import { organisationRole } from "#lib/commands/organisation/give-role.ts";
import { teamRole } from "#lib/commands/organisation/row.ts";
import { limit, text } from "./query.ts";

const listing = { text: text.exactOptional(), cursor: text.exactOptional(), limit: limit(200).exactOptional() };

export const teamQuery = z.strictObject({ ...listing, scope: z.enum(["mine", "all"]).default("all") });
export const memberQuery = z.strictObject({ ...listing, role: teamRole.exactOptional() });
export const personQuery = z.strictObject({
  ...listing,
  role: organisationRole.exactOptional(),
  team: text.exactOptional(),
  active: z
    .enum(["true", "false"])
    .transform((written) => written === "true")
    .exactOptional(),
});
export const projectQuery = z.strictObject({ ...listing, team: text.exactOptional() });
export const varQuery = z.strictObject(listing);
