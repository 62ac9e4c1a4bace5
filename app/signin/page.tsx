import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "#components/shell/logo.tsx";
import { SandboxBadge } from "#components/shell/sandbox-label.tsx";
import { ProviderButton } from "#components/signin/provider-button.tsx";
import { SandboxPeople } from "#components/signin/sandbox-people.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { env } from "#lib/env.ts";
import { signInView } from "#lib/views/session/sign-in.ts";
import { one, type SearchParams } from "../(portal)/search-params.ts";
import { signInAs } from "../account-actions.ts";
import { ownAddress } from "../own-address.ts";
import { currentActor } from "../session.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const to = ownAddress(one(asked["from"]) ?? one(asked["callbackUrl"]));
  if (await currentActor()) redirect(to);
  const view = signInView();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5 py-12">
      <div className="mb-8 flex items-center gap-2.5 text-base font-semibold">
        <Logo className="size-8" />
        PAO
        {env().sandbox ? <SandboxBadge url={`http://127.0.0.1:${env().sandboxPort}/`} /> : null}
      </div>
      <h1 className="text-2xl font-semibold tracking-tight">
        {view.provider === "sandbox" ? "Who do you want to be?" : "Sign in"}
      </h1>
      <p className="mt-1 mb-6 text-base text-muted">
        {view.provider === "sandbox"
          ? "This PAO is for trying out: its Jira, GitHub and platform are stand-ins, and nobody needs a password."
          : "Order services from your platform teams and watch them being fulfilled."}
      </p>
      <WhyNot error={one(asked["error"])} />
      <Doors view={view} to={to} />
    </main>
  );
}

/** What kept somebody out. The address may say anything, so that nothing of it is shown. */
function WhyNot({ error }: { error: string | undefined }) {
  if (!error) return null;
  if (error === "outsider")
    return (
      <Notice tone="bad" title="You do not belong to an organisation that may sign in here." className="mb-4">
        Ask the people who run PAO. If you do belong to one, let GitHub tell PAO so when it asks which organisations may
        be seen.
      </Notice>
    );
  if (error === "ended")
    return (
      <Notice tone="bad" title="Your access to PAO was ended." className="mb-4">
        An admin can let you in again.
      </Notice>
    );
  return (
    <Notice tone="bad" title="Signing in did not work." className="mb-4">
      Try again. If it happens again, the people who run PAO can see why in its log.
    </Notice>
  );
}

function Doors({ view, to }: { view: ReturnType<typeof signInView>; to: string }) {
  switch (view.provider) {
    case "sandbox":
      return <SandboxPeople people={view.people} to={to} signInAs={signInAs} />;
    case "oidc":
      return <ProviderButton provider="oidc" title="your organisation’s account" to={to} />;
    case "github":
      return <ProviderButton provider="github" title="GitHub" to={to} />;
    case "none":
      return (
        <Notice tone="warn" title="No way to sign in is configured.">
          The people who run PAO set a sign-in provider in its environment.
        </Notice>
      );
  }
}
