import type { CatalogItem } from "#lib/views/catalog/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import type { Picked } from "#components/ui/pick-field.tsx";

export interface OfferingSource {
  source: string;
}

const few = 20;

export const sourceOf = (name: string): Promise<OfferingSource> => readRest<OfferingSource>(`/catalog/${name}`);

export async function findOfferings(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readRest<{ items: CatalogItem[] }>(`/catalog${queryOf({ text, limit: few })}`, signal);
  return items.map(({ name, title, owner }) => ({ value: name, label: title, detail: `${name} · ${owner.title}` }));
}
