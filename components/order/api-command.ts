/** Text in single quotes for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

interface Call {
  origin: string;
  token: string | null;
  path: string;
  body: unknown;
  headers?: readonly string[];
}

/** One call of ours as a line for a terminal. */
export function apiCommand({ origin, token, path, body, headers = [] }: Call): string {
  const lines = [
    `curl -sS ${origin}/api/v1${path}`,
    `  -H "Authorization: Bearer ${token ?? "$PAO_TOKEN"}"`,
    `  -H 'Content-Type: application/json'`,
    ...headers.map((header) => `  -H ${header}`),
    `  --data ${quoted(JSON.stringify(body, null, 2))}`,
  ];
  return lines.join(" \\\n");
}
