"use client";
import { useState } from "react";
import type { ProjectRow } from "#lib/views/organisation/project-shape.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PickField, type Picked } from "#components/ui/pick-field.tsx";
import type { ProjectActions } from "./actions.ts";
import { FormDialog, missingIn } from "./form-dialog.tsx";
import { NamedFields } from "./named-fields.tsx";
import { findTeams } from "./picks.ts";
import { counted } from "./words.ts";

interface DialogProps {
  /** Null: a new one. */
  project: ProjectRow | null;
  team: Picked | null;
  actions: ProjectActions;
  close: (changed: boolean) => void;
}

export function ProjectDialog({ project, team: before, actions, close }: DialogProps) {
  const [draft, setDraft] = useState({ name: project?.name ?? "", title: project?.title ?? "" });
  const [team, setTeam] = useState(before);
  const change = (part: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...part }));
  const missing = missingIn({
    "/title": [draft.title, "Give it a title for people to read."],
    "/name": [draft.name, "Give it a name, such as checkout."],
    "/team": [team?.value ?? "", "Choose the team that it belongs to."],
  });
  const given = { name: draft.name.trim(), title: draft.title, team: team?.value ?? "" };
  const save = () =>
    project ? actions.changeProject({ ...given, version: project.version }) : actions.addProject(given);
  const moves = project !== null && team !== null && team.value !== project.team;
  return (
    <FormDialog
      title={project ? `Change ${project.title}` : "Add a project"}
      verb={project ? (moves ? "Save and move" : "Save") : "Add"}
      missing={missing}
      save={save}
      close={close}
    >
      {(errorAt) => (
        <>
          <NamedFields
            {...draft}
            help="Orders name their project by it. It stays as it is."
            named={project !== null}
            errorAt={errorAt}
            change={change}
          />
          <PickField
            id="team"
            label="Team"
            help="Its members order for the project."
            placeholder="Type a team’s title"
            error={errorAt("/team")}
            value={team}
            onChange={setTeam}
            find={findTeams}
          />
          {moves ? <Moving project={project} to={team.label} /> : null}
        </>
      )}
    </FormDialog>
  );
}

/** Says what goes along, before it does. */
function Moving({ project: { teamTitle, requests, resources }, to }: { project: ProjectRow; to: string }) {
  return (
    <Notice tone="info" title={`${counted(resources, "resource")} and ${counted(requests, "request")} move to ${to}.`}>
      Its members see and change them from then on, their secret outputs among them; members of {teamTitle} no longer
      do.
    </Notice>
  );
}
