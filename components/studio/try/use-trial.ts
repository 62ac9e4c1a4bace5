import { useState } from "react";
import type { TrialGiven } from "#lib/views/studio/trial-shape.ts";
import type { TrialProps } from "./trial.ts";

type Where = Pick<TrialGiven, "project" | "environment">;

/** Where it is tried: as in the preview, as far as it may be there. */
export function useWhere({ place, places }: Pick<TrialProps, "place" | "places">, environments = places.environments) {
  const known = (all: readonly { name: string }[], name: string | null) =>
    all.find((one) => one.name === name)?.name ?? all[0]?.name ?? "";
  const [where, setWhere] = useState<Where>({
    project: known(places.projects, place.project),
    environment: known(environments, place.environment),
  });
  return { where, setWhere, ready: where.project !== "" && where.environment !== "" };
}

/** What the server is asked for. */
export const givenOf = ({ draft, inputs }: Pick<TrialProps, "draft" | "inputs">, where: Where): TrialGiven => ({
  id: draft.id,
  version: draft.version,
  ...where,
  inputs,
});
