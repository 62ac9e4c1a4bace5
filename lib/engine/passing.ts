/** The database is away, or asks to try again (SQLSTATE classes 08, 40, 53 and 57). */
export function isPassing(error: unknown): boolean {
  let here: unknown = error;
  for (let depth = 0; here instanceof Error && depth < 5; depth++) {
    if ("code" in here && /^(08|40|53|57|CONNECT|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN)/.test(String(here.code))) return true;
    here = here.cause;
  }
  return false;
}
