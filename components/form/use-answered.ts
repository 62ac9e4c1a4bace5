import { useState } from "react";
import { at, canonical } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";

/** Of what the server answered, that which still stands: an answer that was changed since is no longer what it spoke about. */
export function useAnswered(problems: readonly Issue[], inputs: JsonObject): readonly Issue[] {
  const key = JSON.stringify(problems);
  const [spoken, setSpoken] = useState({ key, inputs });
  if (spoken.key !== key) setSpoken({ key, inputs });
  const about = spoken.key === key ? spoken.inputs : inputs;
  if (problems.length === 0 || about === inputs) return problems;
  return problems.filter(({ path }) => canonical(at(about, path) ?? null) === canonical(at(inputs, path) ?? null));
}
