import type { SignInView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function signInView(): Promise<SignInView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
