import type { Metadata } from "next";
import { TokenPage } from "#components/account/token-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { teamTokens, tokens, tokenTeams } from "#lib/views/token/tokens.ts";
import { makeToken, revokeToken } from "../../../account-actions.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Tokens" };

export default async function Tokens() {
  const actor = await requireActor("/settings/tokens");
  const { view, problem } = await told(Promise.all([tokens(actor), teamTokens(actor), tokenTeams(actor)]));
  if (problem) return <ProblemPage problem={problem} />;
  const [own, ofTeams, teams] = view;
  return <TokenPage own={own} ofTeams={ofTeams} teams={teams} actions={{ makeToken, revokeToken }} />;
}
