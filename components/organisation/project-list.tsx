"use client";
import { FolderGit2, Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { ProjectRow } from "#lib/views/organisation/project-shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextFilter } from "#components/ui/filter-fields.tsx";
import type { Picked } from "#components/ui/pick-field.tsx";
import type { ProjectActions } from "./actions.ts";
import { useListed, useShown, withPart } from "./listed.ts";
import { ProjectDialog } from "./project-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { counted } from "./words.ts";

export interface ProjectListFilter extends Record<string, string | undefined> {
  text?: string;
  team?: string;
}

interface ListProps {
  first: { filter: ProjectListFilter; page: Page<ProjectRow> };
  mayChange: boolean;
  /** Is there a team that a project could belong to? */
  hasTeams: boolean;
  /** The team whose page asked for a new one: its dialog is open at once. */
  addFor: Picked | null;
  actions: ProjectActions;
}

type Shown = { what: "add" } | { what: "change" | "remove"; project: ProjectRow };

export function ProjectList({ first, mayChange, hasTeams, addFor, actions }: ListProps) {
  const list = useListed<ProjectRow, ProjectListFilter>("projects", "/settings/projects", first);
  const { filter, change } = list;
  const { shown, show, close } = useShown<Shown>(addFor ? { what: "add" } : null);
  const add = mayChange ? (
    <Button tone="primary" onClick={() => show({ what: "add" })}>
      <Plus className="size-4" aria-hidden />
      Add a project
    </Button>
  ) : null;
  const narrowed = filter.text !== undefined || filter.team !== undefined;
  return (
    <SettingsPage
      title="Projects"
      about="A project is an application. It belongs to one team, and so does all that is ordered for it."
      action={list.rows.length > 0 || narrowed ? add : null}
    >
      <div className="mb-4 flex gap-2">
        <TextFilter
          label="Search projects"
          placeholder="Title or name"
          value={filter.text ?? ""}
          onChange={(text) => change(withPart(filter, "text", text))}
        />
        {filter.team === undefined ? null : (
          <Button onClick={() => change(withPart(filter, "team", ""))}>Of team {filter.team} · all teams</Button>
        )}
      </div>
      <ListFrame
        what="projects"
        more="Show more"
        list={list}
        none={<NoProjects narrowed={narrowed} hasTeams={hasTeams} add={add} />}
      >
        {(rows) => (
          <ul className="card divide-y divide-line">
            {rows.map((project) => (
              <Row key={project.name} project={project} show={mayChange ? show : null} />
            ))}
          </ul>
        )}
      </ListFrame>
      <Dialogs shown={shown} addFor={addFor} actions={actions} close={close} />
    </SettingsPage>
  );
}

interface DialogsProps extends Pick<ListProps, "addFor" | "actions"> {
  shown: Shown | null;
  close: (changed: boolean) => void;
}

function Dialogs({ shown, addFor, actions, close }: DialogsProps) {
  if (shown === null) return null;
  if (shown.what === "add") return <ProjectDialog project={null} team={addFor} actions={actions} close={close} />;
  const { project } = shown;
  if (shown.what === "change")
    return (
      <ProjectDialog
        project={project}
        team={{ value: project.team, label: project.teamTitle }}
        actions={actions}
        close={close}
      />
    );
  return (
    <RemoveDialog
      title={`Remove ${project.title}`}
      verb="Remove the project"
      remove={() => actions.removeProject({ name: project.name })}
      close={close}
    >
      That can be done while nothing was ordered for it. History is kept.
    </RemoveDialog>
  );
}

function Row({ project, show }: { project: ProjectRow; show: ((shown: Shown) => void) | null }) {
  const { name, title, team, teamTitle, resources, requests } = project;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-[1_1_14rem]">
        <Link href={`/projects/${name}`} className="link inline-block max-w-full truncate font-medium">
          {title}
        </Link>
        <p className="truncate text-xs text-muted">
          <span className="font-mono">{name}</span> · team{" "}
          <Link href={`/settings/teams/${team}`} className="hover:underline">
            {teamTitle}
          </Link>{" "}
          · {counted(resources, "resource")} · {counted(requests, "request")}
        </p>
      </div>
      {show ? (
        <div className="flex gap-2">
          <Button small aria-label={`Change ${title}`} onClick={() => show({ what: "change", project })}>
            Change
          </Button>
          <Button small tone="quiet" aria-label={`Remove ${title}`} onClick={() => show({ what: "remove", project })}>
            Remove
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function NoProjects({ narrowed, hasTeams, add }: { narrowed: boolean; hasTeams: boolean; add: ReactNode }) {
  const icon = <FolderGit2 className="size-5" aria-hidden />;
  if (narrowed) return <EmptyState title="No project fits" icon={icon} action={add} />;
  if (!hasTeams)
    return (
      <EmptyState
        title="First a team"
        icon={icon}
        action={
          <Link href="/settings/teams" className={buttonClass("primary")}>
            Open the teams
          </Link>
        }
      >
        A project belongs to a team, and there is none yet.
      </EmptyState>
    );
  return (
    <EmptyState title="No project yet" icon={icon} action={add}>
      Whoever orders says for which project. Give a team its first one.
    </EmptyState>
  );
}
