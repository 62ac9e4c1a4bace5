import { z } from "zod";

const person = z.string().max(300).exactOptional();

/** Whose; the asker's own when left out. */
export const ownerQuery = z.strictObject({ person });

export const tokenQuery = z
  .strictObject({ person, team: z.string().max(63).exactOptional() })
  .refine(({ person: of, team }) => of === undefined || team === undefined, "Name a person or a team, not both.");
