import { z } from "zod";

/**
 * Words that would be taken for something else: by an address (`/teams/new`), by YAML (`owner: on`), by the name of a member
 * that every JavaScript object has, or by a reader who means all of them.
 */
const reserved = new Set(
  "all any constructor default false me new no none null off on pao system true undefined yes".split(" "),
);

/** A new name of a team, a project or an environment. It stands in addresses and documents, and never changes. */
export const newName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Lowercase letters, digits and single dashes, starting with a letter.")
  .max(63)
  .refine((name) => !reserved.has(name), "This word is reserved; choose another name.");

/** What people read. One line. */
export const title = z
  .string()
  .trim()
  .min(1, "A title for people to read.")
  .max(100)
  .refine(
    (text) => !/\p{Cc}|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
    "A title is one line of text, without characters that control or turn it.",
  );
