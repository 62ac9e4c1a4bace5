import type { Result } from "#lib/core/problem.ts";
import { answer } from "./door.ts";

/** A probe that was asked: taken, and where its answer will be. */
export function asked<T extends object>(result: Result<T>, probeOf: (value: T) => string): Response {
  const response = answer(result, 202);
  if (result.ok) response.headers.set("location", `/api/v1/probes/${probeOf(result.value)}`);
  return response;
}
