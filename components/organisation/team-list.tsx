"use client";
import { Plus, UsersRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { TeamRow } from "#lib/views/organisation/team-shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { type Column, RowLink, Rows } from "#components/list/rows.tsx";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Choice, TextFilter } from "#components/ui/filter-fields.tsx";
import type { TeamActions } from "./actions.ts";
import { counted, teamRoles } from "./words.ts";
import { FormDialog, missingIn } from "./form-dialog.tsx";
import { useListed, useShown, withPart } from "./listed.ts";
import { NamedFields } from "./named-fields.tsx";

export interface TeamListFilter extends Record<string, string | undefined> {
  text?: string;
  scope?: string;
}

interface ListProps {
  first: { filter: TeamListFilter; page: Page<TeamRow> };
  mayChange: boolean;
  addTeam: TeamActions["addTeam"];
}

const address = ({ name }: TeamRow) => `/settings/teams/${name}`;

const columns: readonly Column<TeamRow>[] = [
  { name: "Team", cell: (row) => <RowLink href={address(row)} title={row.title} /> },
  { name: "Name", look: "truncate font-mono text-xs text-muted", cell: ({ name }) => name },
  { name: "Members", place: "w-24 text-right", look: "tabular-nums", cell: ({ members }) => members },
  { name: "Projects", place: "w-24 text-right", look: "tabular-nums", cell: ({ projects }) => projects },
  { name: "You are", place: "w-36", look: "truncate text-muted", cell: ({ roles }) => teamRoles(roles) },
];

export function TeamList({ first, mayChange, addTeam }: ListProps) {
  const list = useListed<TeamRow, TeamListFilter>("teams", "/settings/teams", first);
  const { filter, change } = list;
  const { shown, show, close } = useShown<"add">();
  const add = mayChange ? (
    <Button tone="primary" onClick={() => show("add")}>
      <Plus className="size-4" aria-hidden />
      Add a team
    </Button>
  ) : null;
  const narrowed = filter.text !== undefined || filter.scope !== undefined;
  return (
    <SettingsPage
      title="Teams"
      about="A team has members, owns projects and keeps offerings. Its members order for its projects."
      action={list.rows.length > 0 || narrowed ? add : null}
    >
      <div className="mb-4 grid gap-2 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <TextFilter
          label="Search teams"
          placeholder="Title or name"
          value={filter.text ?? ""}
          onChange={(text) => change(withPart(filter, "text", text))}
        />
        <Choice
          label="Team"
          value={filter.scope}
          options={[{ value: "mine", label: "My teams" }]}
          onChange={(scope) => change(withPart(filter, "scope", scope))}
        />
      </div>
      <ListFrame what="teams" more="Show more" list={list} none={<NoTeams narrowed={narrowed} add={add} />}>
        {(rows) => <Rows rows={rows} href={address} columns={columns} card={(row) => <Card row={row} />} />}
      </ListFrame>
      {shown === "add" ? <AddDialog addTeam={addTeam} close={close} /> : null}
    </SettingsPage>
  );
}

function Card({ row }: { row: TeamRow }) {
  return (
    <>
      <span className="block truncate font-medium">{row.title}</span>
      <span className="block truncate text-xs text-muted">
        {row.name} · {counted(row.members, "member")} · {counted(row.projects, "project")}
      </span>
    </>
  );
}

function NoTeams({ narrowed, add }: { narrowed: boolean; add: React.ReactNode }) {
  const icon = <UsersRound className="size-5" aria-hidden />;
  if (narrowed) return <EmptyState title="No team fits" icon={icon} />;
  return (
    <EmptyState title="No team yet" icon={icon} action={add}>
      Begin with a team, then give it a project. People come in by signing in; a group of your provider can make them
      members.
    </EmptyState>
  );
}

function AddDialog({ addTeam, close }: { addTeam: TeamActions["addTeam"]; close: (changed: boolean) => void }) {
  const [draft, setDraft] = useState({ name: "", title: "" });
  const router = useRouter();
  const missing = missingIn({
    "/title": [draft.title, "Give it a title for people to read."],
    "/name": [draft.name, "Give it a name, such as data-platform."],
  });
  const closed = (changed: boolean) => {
    close(changed);
    if (changed) router.push(`/settings/teams/${draft.name.trim()}`);
  };
  const save = () => addTeam({ name: draft.name.trim(), title: draft.title });
  return (
    <FormDialog title="Add a team" verb="Add" missing={missing} save={save} close={closed}>
      {(errorAt) => (
        <NamedFields
          {...draft}
          help="Documents name their owner by it. It stays as it is."
          errorAt={errorAt}
          change={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
      )}
    </FormDialog>
  );
}
