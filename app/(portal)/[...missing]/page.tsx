import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireActor } from "../../session.ts";

export const metadata: Metadata = { title: "Not found" };

/** Any other address: the not-found page inside the shell, once somebody is signed in. */
export default async function MissingPage({ params }: { params: Promise<{ missing: string[] }> }) {
  await requireActor(`/${(await params).missing.join("/")}`);
  notFound();
}
