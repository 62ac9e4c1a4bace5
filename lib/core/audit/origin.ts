/** Where somebody calls from, as far as it is known. */
export interface Origin {
  address: string | null;
  /** What their browser or program calls itself. */
  userAgent: string | null;
}

const longest = 300;

/** What somebody's headers say, in a form that can be kept. `address` is what the web's own server knows, not what a client wrote. */
export function originFrom(address: string | null, userAgent: string | null): Origin {
  return { address: plain(address), userAgent: plain(userAgent) };
}

function plain(text: string | null): string | null {
  const cut = text
    ?.replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return cut ? cut : null;
}
