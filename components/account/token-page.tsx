"use client";
import { KeyRound, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { TokenTeam, TokenView } from "#lib/views/token/shape.ts";
import { RemoveDialog } from "#components/organisation/remove-dialog.tsx";
import { SettingsPage, SettingsSection } from "#components/settings/settings-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TokenActions } from "./actions.ts";
import { TokenDialog } from "./token-dialog.tsx";
import { TokenRow } from "./token-row.tsx";

interface PageProps {
  own: readonly TokenView[];
  ofTeams: readonly TokenView[];
  teams: readonly TokenTeam[];
  actions: TokenActions;
}

/** What programs act with: the reader's own tokens, and those of their teams. */
export function TokenPage({ own, ofTeams, teams, actions }: PageProps) {
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  const router = useRouter();
  const close = (changed: boolean) => {
    setMaking(false);
    setRevoking(null);
    if (changed) router.refresh();
  };
  const add = (
    <Button tone="primary" onClick={() => setMaking(true)}>
      <Plus className="size-4" aria-hidden />
      Make a token
    </Button>
  );
  const none = own.length + ofTeams.length === 0;
  const titles = new Map(teams.map(({ name, title }) => [name, title]));
  return (
    <SettingsPage
      title="Tokens"
      about="With a token a program calls PAO for you, or for a team. What it is, is shown once."
      action={none ? null : add}
    >
      {none ? (
        <EmptyState title="No token yet" icon={<KeyRound className="size-5" aria-hidden />} action={add}>
          Scripts and pipelines send one with each call of REST. It may do what you choose, and no more than you.
        </EmptyState>
      ) : null}
      {own.length > 0 ? (
        <Section title="Yours" about={null}>
          {own.map((token) => (
            <TokenRow key={token.id} token={token} team={null} revoke={() => setRevoking(token)} />
          ))}
        </Section>
      ) : null}
      {ofTeams.length > 0 ? (
        <Section title="Of teams" about="They act for the team, whoever made them, and stay when that person leaves.">
          {ofTeams.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              team={titles.get(token.team ?? "") ?? token.team}
              revoke={() => setRevoking(token)}
            />
          ))}
        </Section>
      ) : null}
      {making ? <TokenDialog teams={teams} make={actions.makeToken} close={close} /> : null}
      {revoking ? <RevokeDialog token={revoking} revoke={actions.revokeToken} close={close} /> : null}
    </SettingsPage>
  );
}

function Section({ title, about, children }: { title: string; about: string | null; children: ReactNode }) {
  return (
    <SettingsSection title={title} about={about}>
      <ul className="divide-y divide-line rounded-lg border border-line">{children}</ul>
    </SettingsSection>
  );
}

interface RevokeProps {
  token: TokenView;
  revoke: TokenActions["revokeToken"];
  close: (changed: boolean) => void;
}

function RevokeDialog({ token, revoke, close }: RevokeProps) {
  return (
    <RemoveDialog
      title={`Revoke ${token.name}`}
      verb="Revoke the token"
      remove={() => revoke({ token: token.id })}
      close={close}
    >
      Whatever sends it is let in no more, from the next call on. It can’t be brought back.
    </RemoveDialog>
  );
}
