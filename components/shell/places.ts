"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { CatalogItem } from "#lib/views/catalog/shape.ts";
import type { SettingsPlace } from "#lib/views/organisation/shape.ts";
import type { RequestPage } from "#lib/views/request/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import { requestTitle } from "#components/request/request-title.ts";
import { stateLabel } from "#components/ui/state-badge.tsx";

export interface Place {
  href: string;
  title: string;
  detail: string;
  icon: string | null;
}

const pages: readonly Place[] = [
  { href: "/", title: "Catalog", detail: "Page", icon: "boxes" },
  { href: "/requests", title: "Requests", detail: "Page", icon: "clipboard-list" },
  { href: "/resources", title: "Resources", detail: "Page", icon: "boxes" },
  { href: "/inbox", title: "Inbox", detail: "Page", icon: "mail" },
  { href: "/studio", title: "Studio", detail: "Page", icon: "file-text" },
  { href: "/studio/new", title: "New offering", detail: "Studio", icon: "file-text" },
];

function numbered(text: string): Place[] {
  const digits = /^(?:req)?[-\s]?(\d{1,12})$/i.exec(text)?.[1];
  if (digits === undefined) return [];
  return [
    { href: `/requests/REQ-${digits}`, title: `REQ-${digits}`, detail: "Open this request", icon: "clipboard-list" },
  ];
}

/** Beyond the best few, whoever wants to write one types more of it. */
const mostWritten = 3;

async function search(text: string, signal: AbortSignal): Promise<Place[]> {
  const [offerings, requests] = await Promise.all([
    readRest<{ items: CatalogItem[] }>(`/catalog${queryOf({ text, limit: 8 })}`, signal),
    text === ""
      ? { items: [] }
      : readRest<RequestPage>(`/requests${queryOf({ scope: "all", text, limit: 5 })}`, signal),
  ]);
  return [
    ...offerings.items.map((item) => ({
      href: `/catalog/${item.name}`,
      title: item.title,
      detail: "Offering",
      icon: item.icon ?? item.category,
    })),
    ...requests.items.map((row) => ({
      href: `/requests/${row.number}`,
      title: `${requestTitle(row)} · ${row.number}`,
      detail: stateLabel(row.state),
      icon: "clipboard-list",
    })),
    ...offerings.items.slice(0, text === "" ? 0 : mostWritten).map((item) => ({
      href: `/studio/${item.name}`,
      title: item.title,
      detail: "In the studio",
      icon: "file-text",
    })),
  ];
}

/** Where somebody who types this may want to go: a number at once, pages, then what the server knows. */
export function usePlaces(text: string, settings: readonly SettingsPlace[]): { places: Place[]; busy: boolean } {
  const wanted = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["places", wanted],
    queryFn: ({ signal }) => search(wanted, signal),
    placeholderData: keepPreviousData,
  });
  const known = [...pages, ...settings.map(({ href, title }) => ({ href, title, detail: "Settings", icon: "wrench" }))];
  const matching = known.filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  const all = [...numbered(wanted), ...matching, ...(found.data ?? [])];
  const places = all.filter((place, index) => all.findIndex((other) => other.href === place.href) === index);
  return { places, busy: found.isFetching };
}
