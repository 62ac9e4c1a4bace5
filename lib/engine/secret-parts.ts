/** Shorter than any real token: to hide such a word everywhere (the sandbox's own is "sandbox") would only garble the log. */
const shortestToken = 8;

/** Who signs in is no secret either. */
const openParts = new Set(["email", "user", "appId", "installationId"]);

/** What of a credential must not be read anywhere: its secret parts, and the two halves of a Basic header as it is sent. */
export function secretParts(credential: Readonly<Record<string, string>>): string[] {
  const { user, password, email, token } = credential;
  const parts = Object.entries(credential).flatMap(([part, value]) =>
    openParts.has(part) || value.length < shortestToken ? [] : [value],
  );
  return [...parts, ...basic(user, password), ...basic(email, token)];
}

function basic(name: string | undefined, secret: string | undefined): string[] {
  if (name === undefined || secret === undefined) return [];
  return [Buffer.from(`${name}:${secret}`).toString("base64")];
}
