"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { TeamRole } from "#lib/core/access.ts";
import { TextField } from "#components/connection/text-field.tsx";
import { SettingsSection } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import type { TeamActions } from "./actions.ts";
import { FormDialog, missingIn } from "./form-dialog.tsx";
import { useShown } from "./listed.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { allTeamRoles, teamRoleWords } from "./words.ts";

interface Given {
  group: string;
  role: TeamRole;
}

interface ListProps {
  team: string;
  groups: readonly Given[];
  actions: Pick<TeamActions, "mapGroup" | "unmapGroup">;
}

type Shown = { what: "add" } | { what: "remove"; given: Given };

/** Which groups of the sign-in provider make their people what here. */
export function GroupList({ team, groups, actions }: ListProps) {
  const { shown, show, close } = useShown<Shown>();
  return (
    <SettingsSection
      title="Groups"
      about={`What a group of the sign-in provider makes its people here, from their next sign-in on. A group called ${team} makes members, unless something else is said of it.`}
      action={
        <Button small onClick={() => show({ what: "add" })}>
          <Plus className="size-4" aria-hidden />
          Add a group
        </Button>
      }
    >
      {groups.length === 0 ? null : (
        <ul className="card divide-y divide-line">
          {groups.map((given) => (
            <li key={`${given.group} ${given.role}`} className="flex items-center gap-3 px-4 py-2">
              <span className="min-w-0 flex-1 truncate font-mono text-xs">{given.group}</span>
              <Badge>{teamRoleWords[given.role].title}</Badge>
              <Button
                small
                tone="quiet"
                aria-label={`Remove ${given.role} by group ${given.group}`}
                onClick={() => show({ what: "remove", given })}
              >
                <X className="size-3.5" aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {shown?.what === "add" ? <AddDialog team={team} mapGroup={actions.mapGroup} close={close} /> : null}
      {shown?.what === "remove" ? (
        <RemoveDialog
          title={`Remove ${shown.given.group}`}
          verb="Remove the group"
          remove={() => actions.unmapGroup({ team, ...shown.given })}
          close={close}
        >
          Its people lose {shown.given.role} at their next sign-in, unless they have it from elsewhere.
        </RemoveDialog>
      ) : null}
    </SettingsSection>
  );
}

interface AddProps {
  team: string;
  mapGroup: TeamActions["mapGroup"];
  close: (changed: boolean) => void;
}

function AddDialog({ team, mapGroup, close }: AddProps) {
  const [group, setGroup] = useState("");
  const [role, setRole] = useState<TeamRole>("member");
  const missing = missingIn({ "/group": [group, "Enter the group as the provider spells it."] });
  return (
    <FormDialog
      title="Add a group"
      verb="Add"
      missing={missing}
      save={() => mapGroup({ team, group, role })}
      close={close}
    >
      {(errorAt) => (
        <>
          <TextField
            id="group"
            label="Group"
            help="As the provider spells it, such as platform-team or /org/platform."
            value={group}
            error={errorAt("/group")}
            onChange={setGroup}
          />
          <Field id="group-role" label="Makes its people">
            <select
              id="group-role"
              className="field"
              value={role}
              onChange={({ target }) => setRole(allTeamRoles.find((one) => one === target.value) ?? "member")}
            >
              {allTeamRoles.map((one) => (
                <option key={one} value={one}>
                  {teamRoleWords[one].title}
                </option>
              ))}
            </select>
          </Field>
        </>
      )}
    </FormDialog>
  );
}
