import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Beginning } from "#components/organisation/beginning.tsx";
import { beginning } from "#lib/views/organisation/beginning.ts";
import { settingsOf } from "#lib/views/organisation/settings.ts";
import { requireActor } from "../../session.ts";

export const metadata: Metadata = { title: "Settings" };

/** What is left to set up, for who may; else the first page that there is. */
export default async function SettingsPage() {
  const actor = await requireActor("/settings");
  const steps = await beginning(actor);
  if (steps) return <Beginning steps={steps} />;
  const [first] = settingsOf(actor);
  if (!first) notFound();
  redirect(first.href);
}
