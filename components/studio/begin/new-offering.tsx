"use client";
import { useRouter } from "next/navigation";
import { TextField } from "#components/connection/text-field.tsx";
import { NamedFields } from "#components/organisation/named-fields.tsx";
import { findTeams } from "#components/organisation/picks.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { PickField, type Picked } from "#components/ui/pick-field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { StudioActions } from "../actions.ts";
import { useCheckContext } from "../desk/use-check-context.ts";
import { OriginField } from "./origin-field.tsx";
import { useBeginning } from "./use-beginning.ts";

interface NewProps {
  /** Of which teams the reader is an author; the first is chosen. */
  teams: readonly Picked[];
  /** What the address asks to copy. */
  copyOf: Picked | null;
  actions: Pick<StudioActions, "beginDraft" | "readContext">;
}

/** Asks what a new offering is called, whose it is and what it begins with, and opens its draft. */
export function NewOffering({ teams, copyOf, actions }: NewProps) {
  const router = useRouter();
  const kind = copyOf ? "copy" : "blank";
  const { context } = useCheckContext(actions.readContext);
  const modules = context.modules ?? {};
  const tickets = context.connections?.some(({ kind: of }) => of === "jira") ?? false;
  const { draft, change, errorAt, submit, busy, problem } = useBeginning({
    first: { kind, jira: "", of: copyOf, folder: "", name: "", title: "", category: "", team: teams[0] ?? null },
    modules,
    beginDraft: actions.beginDraft,
    done: ({ offering }) => router.push(`/studio/${offering}`),
  });
  return (
    <form
      noValidate
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <OriginField origin={draft} modules={modules} tickets={tickets} errorAt={errorAt} change={change} />
      <NamedFields
        name={draft.name}
        title={draft.title}
        help="Addresses, requests and other documents say it. Once it is published it stays as it is."
        errorAt={errorAt}
        change={change}
      />
      <TeamField team={draft.team} own={teams} error={errorAt("/owner")} change={(team) => change({ team })} />
      <TextField
        id="category"
        label="Category"
        help="Where it stands in the catalog, such as databases or messaging."
        value={draft.category}
        error={undefined}
        onChange={(category) => change({ category })}
      />
      <ProblemNotice problem={problem} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" busy={busy}>
          Begin
        </Button>
        <NearLink href="/studio" className={buttonClass()}>
          Cancel
        </NearLink>
      </div>
    </form>
  );
}

interface TeamProps {
  team: Picked | null;
  own: readonly Picked[];
  error: string | undefined;
  change: (team: Picked | null) => void;
}

function TeamField({ team, own, error, change }: TeamProps) {
  const another = team !== null && !own.some(({ value }) => value === team.value);
  return (
    <PickField
      id="owner"
      label="Team"
      help={
        another
          ? "You are no author of this team: what you write is a proposal, which its authors publish or decline."
          : "Its authors publish and change the offering."
      }
      placeholder="Type a team’s title"
      error={error}
      value={team}
      onChange={change}
      find={findTeams}
    />
  );
}
