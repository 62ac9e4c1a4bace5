import { readRest } from "./rest.ts";

/**
 * Has a page drawn anew for whoever is still signed in. Anybody else would be sent to the sign-in page in the middle of a
 * word, and what Next.js can't fetch it opens as a page of its own: without a network that is the browser's error page.
 */
export async function whileSignedIn(draw: () => void): Promise<void> {
  const known = await readRest("/me").then(
    () => true,
    () => false,
  );
  if (known) draw();
}
