import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a body was signed with this secret: `sha256=<hex>`, as both GitHub and Jira do it. Over the bytes as they
 * came: a body that was decoded and encoded again may differ.
 */
export function isSigned(body: Uint8Array, secret: string, signature: string | null): boolean {
  if (signature === null || secret === "") return false;
  const right = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}
