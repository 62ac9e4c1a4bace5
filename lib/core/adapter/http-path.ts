import { z } from "zod";

/** Why a path is refused. It can name no other host and climb out of no folder, whatever a value in it holds. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "A path begins with /: scheme and host come from the connection.";
  if (path.startsWith("//")) return "A path begins with one /: two would name another host.";
  if (/[\\\s#?\p{Cc}]/u.test(path)) return "A path holds no blanks, backslashes, ? or #: questions belong in `query`.";
  const decoded = decode(path);
  if (decoded === undefined) return "A % in a path is followed by two hexadecimal digits.";
  // Also behind an encoded slash: some servers decode before they resolve.
  const climbs = decoded.split(/[/\\]/).some((part) => part === "." || part === "..");
  return climbs ? "A path may not climb: no part of it is . or .. ." : undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A value inside a path is one part of it: its slashes and question marks mean nothing there. */
export const pathPart = (text: string) => encodeURIComponent(text.toWellFormed());

export const httpPath = z.string().superRefine((text, check) => {
  const problem = pathProblem(text);
  if (problem !== undefined) check.addIssue({ code: "custom", message: problem });
});
