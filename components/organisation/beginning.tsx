import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import type { BeginningStep } from "#lib/views/organisation/shape.ts";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { counted } from "./words.ts";

const words: Record<BeginningStep["what"], { title: string; about: string; href: string }> = {
  teams: { title: "Add a team", about: "It owns projects and keeps offerings.", href: "/settings/teams" },
  members: {
    title: "Put people in it",
    about: "Whoever has signed in can be added. Groups of your provider can do it by themselves.",
    href: "/settings/teams",
  },
  projects: {
    title: "Give it a project",
    about: "Every order is for a project of a team.",
    href: "/settings/projects",
  },
  environments: {
    title: "Look at the environments",
    about: "Development, Test and Production are there; change them to what you have.",
    href: "/settings/environments",
  },
  connections: {
    title: "Connect what does the work",
    about: "A Jira site, GitHub, an HTTP endpoint. Terraform needs none.",
    href: "/settings/connections",
  },
  offerings: {
    title: "Offer something",
    about: "A document per offering, in the folder offerings. It is in the catalog after the next start.",
    href: "/",
  },
};

/** The way of a first admin from nothing to the first order. */
export function Beginning({ steps }: { steps: readonly BeginningStep[] }) {
  const next = steps.find(({ done, needed }) => needed && !done)?.what;
  return (
    <SettingsPage title="Set up PAO" about={`${leftText(steps)} before somebody can order.`}>
      <ol className="card divide-y divide-line">
        {steps.map(({ what, done, needed }, position) => (
          <li key={what} className="relative flex items-center gap-4 px-4 py-3.5 hover:bg-sunken">
            <Sign done={done} number={position + 1} now={what === next} />
            <div className="min-w-0 flex-1">
              <Link href={words[what].href} className="font-medium after:absolute after:inset-0">
                {words[what].title}
                {done ? <span className="sr-only"> (done)</span> : null}
              </Link>
              <p className="text-xs text-muted">
                {words[what].about}
                {needed ? null : " Optional."}
              </p>
            </div>
            <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden />
          </li>
        ))}
      </ol>
    </SettingsPage>
  );
}

function Sign({ done, number, now }: { done: boolean; number: number; now: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "flex size-7 shrink-0 items-center justify-center rounded-full text-xs font-medium tabular-nums",
        done ? "bg-good-soft text-good" : now ? "bg-accent-soft text-accent" : "bg-fill text-muted",
      )}
    >
      {done ? <Check className="size-4" /> : number}
    </span>
  );
}

export function leftText(steps: readonly BeginningStep[]): string {
  const left = steps.filter(({ done, needed }) => needed && !done).length;
  return `${counted(left, "step")} ${steps.some(({ done }) => done) ? "left" : ""}`.trim();
}

/** For the first page that an admin sees, until there is nothing left to set up. */
export function BeginningDoor({ steps }: { steps: readonly BeginningStep[] }) {
  return (
    <Link
      href="/settings"
      className="mb-5 flex items-center justify-between gap-4 rounded-xl bg-accent-soft px-4 py-3 text-accent hover:underline"
    >
      <span className="font-medium">Set up PAO: {leftText(steps)} before somebody can order.</span>
      <ArrowRight className="size-4 shrink-0" aria-hidden />
    </Link>
  );
}
