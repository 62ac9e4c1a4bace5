import type { ServerResponse } from "node:http";

interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * The answer to what is no address, or one whose path does not percent-decode; null when it does. Next.js answers it with a
 * bare 500 before any route of ours is asked [next 16.4].
 */
export function refusalOf(url: string): Refusal | null {
  const [path = ""] = url.split(/[?#]/, 1);
  if (decodes(path) && (path.startsWith("/") || URL.canParse(url))) return null;
  return /^\/api(\/|$)/.test(path) ? asProblem() : asPage();
}

export function refuse({ status, headers, body }: Refusal, response: ServerResponse): void {
  response
    .writeHead(status, { ...headers, "cache-control": "no-store", "x-content-type-options": "nosniff" })
    .end(body);
}

function decodes(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}

const said =
  "This address can't be read: it begins with no slash, or a % in it is not followed by two hexadecimal digits of UTF-8.";
const remedy = "Write a percent sign itself as %25.";

function asProblem(): Refusal {
  const problem = {
    type: "urn:pao:problem:malformed",
    title: "This could not be read",
    status: 400,
    detail: said,
    code: "malformed",
    remedy,
    issues: [],
  };
  return { status: 400, headers: { "content-type": "application/problem+json" }, body: JSON.stringify(problem) };
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not an address · PAO</title>
<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.25rem">
<h1 style="font-size: 1.25rem">This is no address of a page</h1>
<p>${said} ${remedy}</p>
<p><a href="/">Go to the catalog</a></p>
`;

function asPage(): Refusal {
  return { status: 400, headers: { "content-type": "text/html; charset=utf-8" }, body: page };
}
