"use client";
import { type FormEvent, useState } from "react";
import { type Scope, scopes } from "#lib/core/access.ts";
import { tokenDays } from "#lib/core/token.ts";
import type { MadeToken, TokenTeam } from "#lib/views/token/shape.ts";
import { TextField } from "#components/connection/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { TokenActions, TokenGiven } from "./actions.ts";
import { lifetimes, scopeWords } from "./scope-words.ts";

interface DialogProps {
  teams: readonly TokenTeam[];
  make: TokenActions["makeToken"];
  close: (changed: boolean) => void;
}

/** Asks what a token is for, then shows it this one time. */
export function TokenDialog({ teams, make, close }: DialogProps) {
  const [made, setMade] = useState<MadeToken | null>(null);
  if (made) return <MadeDialog made={made} close={() => close(true)} />;
  return (
    <Dialog open onOpenChange={() => close(false)} title="Make a token">
      <TokenForm teams={teams} make={make} done={setMade} cancel={() => close(false)} />
    </Dialog>
  );
}

function MadeDialog({ made, close }: { made: MadeToken; close: () => void }) {
  return (
    <Dialog open onOpenChange={close} title={made.name} description="Copy the token now: it is never shown again.">
      <div className="flex items-center gap-1 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{made.token}</code>
        <CopyButton text={made.token} what="token" />
      </div>
      <Notice tone="info" title="Keep it as you keep a password." className="mt-4">
        A program sends it with each call: <span className="font-mono text-xs">Authorization: Bearer pao_…</span>
      </Notice>
      <div className="mt-4 flex justify-end">
        <Button tone="primary" onClick={close}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

interface FormProps {
  teams: readonly TokenTeam[];
  make: TokenActions["makeToken"];
  done: (made: MadeToken) => void;
  cancel: () => void;
}

const blank: TokenGiven = { name: "", scopes: ["read"], days: tokenDays.preset };

function TokenForm({ teams, make, done, cancel }: FormProps) {
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<MadeToken>(done);
  const team = teams.find(({ name }) => name === draft.team);
  const offered = scopes.filter(
    (scope) => !team || scope === "read" || scope === "order" || (scope === "author" && team.author),
  );
  const nameless = draft.name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wanted = draft.scopes.filter((scope) => offered.includes(scope));
    if (!nameless) void run(() => make({ ...draft, scopes: wanted }));
  };
  const change = (part: Partial<TokenGiven>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <ProblemNotice problem={problem} />
      <TextField
        id="token-name"
        label="Name"
        help="What it is for, and where it is kept."
        value={draft.name}
        error={tried && nameless ? "Say what it is for." : undefined}
        onChange={(name) => change({ name })}
      />
      {teams.length > 0 ? (
        <ForField
          teams={teams}
          value={draft.team ?? ""}
          onChange={(name) => setDraft((before) => actingFor(before, name))}
        />
      ) : null}
      <ScopeChecks offered={offered} chosen={draft.scopes} onChange={(chosen) => change({ scopes: chosen })} />
      <Field id="token-days" label="Runs out after">
        <select
          id="token-days"
          className="field"
          value={draft.days}
          onChange={({ target }) => change({ days: Number(target.value) })}
        >
          {lifetimes.map(({ days, title }) => (
            <option key={days} value={days}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={cancel}>Cancel</Button>
        <Button type="submit" tone="primary" busy={busy}>
          Make it
        </Button>
      </div>
    </form>
  );
}

function actingFor({ name, scopes: chosen, days }: TokenGiven, team: string): TokenGiven {
  return { name, scopes: chosen, days, ...(team === "" ? {} : { team }) };
}

function ForField({
  teams,
  value,
  onChange,
}: {
  teams: readonly TokenTeam[];
  value: string;
  onChange: (team: string) => void;
}) {
  return (
    <Field id="token-team" label="Acts for" help="A token of a team works as long as you belong to the team.">
      <select
        id="token-team"
        className="field"
        aria-describedby="token-team-help"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">You</option>
        {teams.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface ChecksProps {
  offered: readonly Scope[];
  chosen: readonly Scope[];
  onChange: (chosen: Scope[]) => void;
}

function ScopeChecks({ offered, chosen, onChange }: ChecksProps) {
  return (
    <fieldset>
      <legend className="label mb-1.5">May</legend>
      <div className="space-y-2">
        {offered.map((scope) => (
          <label key={scope} htmlFor={`scope-${scope}`} className="flex min-h-6 items-start gap-2.5">
            <input
              id={`scope-${scope}`}
              type="checkbox"
              className="mt-0.5 size-4 accent-(--accent)"
              checked={scope === "read" || chosen.includes(scope)}
              disabled={scope === "read"}
              onChange={({ target }) =>
                onChange(scopes.filter((one) => (one === scope ? target.checked : chosen.includes(one))))
              }
            />
            <span>
              {scopeWords[scope].title}
              <span className="help block">{scopeWords[scope].may}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
