"use client";
import { useState } from "react";
import type { TeamRole } from "#lib/core/access.ts";
import type { Result } from "#lib/core/problem.ts";
import type { MemberRow } from "#lib/views/organisation/team-shape.ts";
import { PickField, type Picked } from "#components/ui/pick-field.tsx";
import type { TeamActions } from "./actions.ts";
import { FormDialog } from "./form-dialog.tsx";
import { findPeople } from "./picks.ts";
import { RoleChecks } from "./role-checks.tsx";

interface DialogProps {
  team: string;
  /** Null: somebody new. */
  member: MemberRow | null;
  actions: Pick<TeamActions, "addMember" | "removeMember">;
  close: (changed: boolean) => void;
}

/** What somebody is in a team: what is ticked is given, what is no longer is taken. */
export function MemberDialog({ team, member, actions, close }: DialogProps) {
  const given = member?.roles.filter(({ sources }) => sources.includes("app")).map(({ role }) => role) ?? [];
  const byGroup = member?.roles.filter(({ sources }) => sources.includes("group")).map(({ role }) => role) ?? [];
  const [person, setPerson] = useState<Picked | null>(null);
  const [roles, setRoles] = useState<readonly TeamRole[]>(member ? given : ["member"]);
  const missing = new Map<string, string>();
  if (!member && !person) missing.set("/person", "Choose somebody. Only who has signed in once is known.");
  if (!member && roles.length === 0) missing.set("/role", "Choose at least one.");
  const save = async (): Promise<Result<object>> => {
    const whom = { team, person: member?.person ?? person?.value ?? "" };
    const added = roles.filter((role) => !given.includes(role));
    const taken = given.filter((role) => !roles.includes(role));
    const verbs = [
      ...added.map((role) => () => actions.addMember({ ...whom, role })),
      ...taken.map((role) => () => actions.removeMember({ ...whom, role })),
    ];
    for (const verb of verbs) {
      const answer = await verb();
      if (!answer.ok) return answer;
    }
    return { ok: true, value: {} };
  };
  return (
    <FormDialog
      title={member ? `Change ${member.name}` : "Add somebody"}
      verb={member ? "Save" : "Add"}
      missing={missing}
      save={save}
      close={close}
    >
      {(errorAt) => (
        <>
          {member ? null : (
            <PickField
              id="person"
              label="Person"
              help="Who has signed in at least once."
              placeholder="Type a name"
              error={errorAt("/person")}
              value={person}
              onChange={setPerson}
              find={findPeople}
            />
          )}
          <RoleChecks chosen={roles} byGroup={byGroup} error={errorAt("/role")} onChange={setRoles} />
        </>
      )}
    </FormDialog>
  );
}
