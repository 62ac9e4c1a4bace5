/**
 * Waits for statements of one transaction that were sent without waiting for each other, and for all of them also when
 * one fails: the transaction must not end while another is on its way. Throws what failed first in the list.
 */
export async function together<T extends readonly unknown[]>(
  sent: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(sent);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  // None was rejected: each has its value by now.
  return (await Promise.all(sent)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
