import { useEffect, useMemo, useState } from "react";
import type { Offering } from "#lib/core/offering/document.ts";
import type { SupposedOrder } from "#lib/core/preview/supposed.ts";
import type { Place, PreviewProps } from "./preview-props.ts";

/** Where the order is supposed to go: what was chosen, while the document offers it there. */
export function usePlace({ metadata }: Offering, { places, onPlace }: Pick<PreviewProps, "places" | "onPlace">) {
  const [chosen, setChosen] = useState<Place>({ project: places.projects[0]?.name ?? null, environment: null });
  const environments = useMemo(
    () => places.environments.filter(({ name }) => metadata.environments?.includes(name) ?? true),
    [places.environments, metadata.environments],
  );
  const environment = environments.find(({ name }) => name === chosen.environment) ?? environments[0];
  const project = places.projects.find(({ name }) => name === chosen.project);
  const place = useMemo(
    (): SupposedOrder["place"] => ({ project: project ?? null, environment: environment?.name ?? null }),
    [project, environment?.name],
  );
  const shown = useMemo(
    (): Place => ({ project: project?.name ?? null, environment: environment?.name ?? null }),
    [project?.name, environment?.name],
  );
  useEffect(() => {
    onPlace?.(shown);
  }, [onPlace, shown]);
  return { place, choice: { projects: places.projects, environments, place: shown, onPlace: setChosen } };
}
