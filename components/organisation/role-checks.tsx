import type { TeamRole } from "#lib/core/access.ts";
import { FieldError } from "#components/ui/field.tsx";
import { allTeamRoles, teamRoleWords } from "./words.ts";

interface ChecksProps {
  chosen: readonly TeamRole[];
  /** What a group of the provider gives, whatever is chosen here. */
  byGroup: readonly TeamRole[];
  error: string | undefined;
  onChange: (chosen: TeamRole[]) => void;
}

export function RoleChecks({ chosen, byGroup, error, onChange }: ChecksProps) {
  return (
    <fieldset aria-describedby={error ? "role-error" : undefined}>
      <legend className="label mb-1.5">Is</legend>
      <div className="space-y-2">
        {allTeamRoles.map((role) => (
          <label key={role} htmlFor={`role-${role}`} className="flex min-h-6 items-start gap-2.5">
            <input
              id={`role-${role}`}
              type="checkbox"
              className="mt-0.5 size-4 accent-(--accent)"
              checked={chosen.includes(role)}
              onChange={({ target }) =>
                onChange(allTeamRoles.filter((one) => (one === role ? target.checked : chosen.includes(one))))
              }
            />
            <span>
              {teamRoleWords[role].title}
              <span className="help block">
                {teamRoleWords[role].may}
                {byGroup.includes(role) ? " A group of the sign-in provider gives this as well." : null}
              </span>
            </span>
          </label>
        ))}
      </div>
      {error ? <FieldError id="role-error" message={error} /> : null}
    </fieldset>
  );
}
