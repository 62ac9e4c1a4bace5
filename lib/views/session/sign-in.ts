import { demoPeople } from "#db/seed/demo.ts";
import { env } from "#lib/env.ts";
import type { SignInView } from "./shape.ts";

/** How somebody signs in here. */
export function signInView(): SignInView {
  const { provider } = env();
  const people = provider === "sandbox" ? demoPeople.map(({ id, name, may }) => ({ id, name, may })) : [];
  return { provider, people };
}
