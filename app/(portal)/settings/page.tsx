import { notFound, redirect } from "next/navigation";
import { settingsOf } from "#lib/views/organisation/settings.ts";
import { requireActor } from "../../session.ts";

export default async function SettingsPage() {
  const [first] = settingsOf(await requireActor("/settings"));
  if (!first) notFound();
  redirect(first.href);
}
