"use client";
import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { MemberRow, TeamView } from "#lib/views/organisation/team-shape.ts";
import { TextField } from "#components/connection/text-field.tsx";
import { SettingsPage, SettingsSection } from "#components/settings/settings-page.tsx";
import { Button } from "#components/ui/button.tsx";
import type { TeamActions } from "./actions.ts";
import { FormDialog, missingIn } from "./form-dialog.tsx";
import { GroupList } from "./group-list.tsx";
import { useShown } from "./listed.ts";
import { type MemberFilter, MemberList } from "./member-list.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

interface PageProps {
  team: TeamView;
  members: { filter: MemberFilter; page: Page<MemberRow> };
  actions: TeamActions;
}

/** A team: who is in it, what is theirs. */
export function TeamPage({ team, members, actions }: PageProps) {
  const { shown, show, close } = useShown<"change" | "remove">();
  return (
    <SettingsPage
      title={team.title}
      about={<span className="font-mono text-xs">{team.name}</span>}
      action={
        team.may.change ? (
          <div className="flex gap-2">
            <Button onClick={() => show("change")}>
              <Pencil className="size-4" aria-hidden />
              Change
            </Button>
            <Button tone="quiet" onClick={() => show("remove")}>
              <Trash2 className="size-4" aria-hidden />
              Remove
            </Button>
          </div>
        ) : null
      }
    >
      <MemberList team={team} first={members} actions={actions} />
      {team.groups ? <GroupList team={team.name} groups={team.groups} actions={actions} /> : null}
      <Owned team={team} />
      {shown === "change" ? <ChangeDialog team={team} save={actions.changeTeam} close={close} /> : null}
      {shown === "remove" ? <Removing team={team} remove={actions.removeTeam} close={close} /> : null}
    </SettingsPage>
  );
}

function Owned({ team: { projects, offerings, may, name } }: { team: TeamView }) {
  return (
    <div className="grid gap-x-8 sm:grid-cols-2">
      <SettingsSection
        title="Projects"
        action={
          may.change ? (
            <Link href={`/settings/projects?team=${name}&add=1`} className="link text-xs">
              Add a project
            </Link>
          ) : null
        }
      >
        <Links at="/projects" items={projects} none="None yet. What the team orders belongs to one of its projects." />
      </SettingsSection>
      <SettingsSection title="Offerings">
        <Links at="/catalog" items={offerings} none="None. A document names its team as owner." />
      </SettingsSection>
    </div>
  );
}

function Links({ at, items, none }: { at: string; items: readonly { name: string; title: string }[]; none: string }) {
  if (items.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ul className="space-y-1">
      {items.map(({ name, title }) => (
        <li key={name}>
          <Link href={`${at}/${name}`} className="link inline-block min-h-6">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface ChangeProps {
  team: TeamView;
  save: TeamActions["changeTeam"];
  close: (changed: boolean) => void;
}

function ChangeDialog({ team, save, close }: ChangeProps) {
  // As it was when this was opened: the page behind follows what others change, and the version has to go with the title that was seen.
  const [{ name, title: before, version }] = useState(team);
  const [title, setTitle] = useState(before);
  const missing = missingIn({ "/title": [title, "Give it a title for people to read."] });
  return (
    <FormDialog
      title={`Change ${before}`}
      verb="Save"
      missing={missing}
      save={() => save({ name, title, version })}
      close={close}
    >
      {(errorAt) => <TextField id="title" label="Title" value={title} error={errorAt("/title")} onChange={setTitle} />}
    </FormDialog>
  );
}

function Removing({
  team: { name, title, members },
  remove,
  close,
}: Omit<ChangeProps, "save"> & { remove: TeamActions["removeTeam"] }) {
  const router = useRouter();
  const closed = (changed: boolean) => {
    if (changed) router.replace("/settings/teams");
    close(changed);
  };
  return (
    <RemoveDialog title={`Remove ${title}`} verb="Remove the team" remove={() => remove({ name })} close={closed}>
      {members === 0
        ? "Nobody is in it."
        : `${members === 1 ? "One person loses" : `${members} people lose`} what they are in it.`}{" "}
      What belongs to it has to be given to another team first.
    </RemoveDialog>
  );
}
