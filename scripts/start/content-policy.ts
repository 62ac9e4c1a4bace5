import { randomBytes } from "node:crypto";

/** Headers that name the scripts a page may run: those that carry the answer's own number, and what they load. */
export interface PagePolicy {
  "content-security-policy": string;
  "strict-transport-security"?: string;
}

/**
 * A policy for one answer. The number is new each time; Next.js finds it in the header of the request, and writes it on its scripts.
 * Only attributes may carry styles of their own, since React draws widths and positions with them on the server.
 * A page under development is put together by scripts that evaluate text, and is told of changes over a socket.
 */
export function pagePolicy({ baseUrl, dev }: { baseUrl: string; dev: boolean }): PagePolicy {
  const nonce = randomBytes(16).toString("base64");
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws: wss:" : ""}`,
    // The check of documents runs beside the page; it is a file of ours, and gets this policy itself.
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": directives.join("; "),
    // Half a year, and for this host only: what else there is on the domain is not PAO's to say.
    ...(baseUrl.startsWith("https://") ? { "strict-transport-security": "max-age=15552000" } : {}),
  };
}
