import { may, type Actor, type Ask } from "#lib/core/access.ts";
import type { SettingsPlace } from "./shape.ts";

/** Every page of the settings, in the order of the navigation, and what a reader needs to be shown the way there. */
const places: readonly (SettingsPlace & { ask: Ask })[] = [
  { href: "/settings/teams", title: "Teams", group: "Organisation", ask: { verb: "organisation.read" } },
  { href: "/settings/people", title: "People", group: "Organisation", ask: { verb: "person.read", person: "" } },
  { href: "/settings/projects", title: "Projects", group: "Organisation", ask: { verb: "organisation.read" } },
  { href: "/settings/environments", title: "Environments", group: "Organisation", ask: { verb: "organisation.read" } },
  { href: "/settings/vars", title: "Vars", group: "Organisation", ask: { verb: "var.read" } },
  { href: "/settings/connections", title: "Connections", group: "Platform", ask: { verb: "connection.read" } },
  { href: "/settings/engines", title: "Engines", group: "Platform", ask: { verb: "engine.read" } },
  { href: "/settings/audit", title: "Audit", group: "Platform", ask: { verb: "audit.read" } },
  { href: "/settings/account", title: "Account", group: "You", ask: { verb: "organisation.read" } },
  { href: "/settings/tokens", title: "Tokens", group: "You", ask: { verb: "organisation.read" } },
];

/** The settings that somebody may open. */
export function settingsOf(actor: Actor): SettingsPlace[] {
  return places.filter(({ ask }) => may(actor, ask).allowed).map(({ href, title, group }) => ({ href, title, group }));
}

/** May they change the organisation, and not only look at it? */
export function mayChange(actor: Actor): boolean {
  return may(actor, { verb: "organisation.change" }).allowed;
}
