"use client";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import type { Result } from "#lib/core/problem.ts";
import type { SignInView } from "#lib/views/session/shape.ts";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";

interface PeopleProps {
  people: SignInView["people"];
  /** Where to go afterwards. */
  to: string;
  signInAs: (given: { user: string }) => Promise<Result<{ name: string }>>;
}

/** The sandbox's people: one click, no password. */
export function SandboxPeople({ people, to, signInAs }: PeopleProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { busy, problem, run } = useVerb<{ name: string }>(() => window.location.assign(to));
  const signIn = (user: string) => {
    setChosen(user);
    void run(() => signInAs({ user }));
  };
  return (
    <>
      <ProblemNotice problem={problem} className="mb-3" />
      <ul className="space-y-2">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              disabled={busy}
              aria-busy={busy && chosen === person.id}
              onClick={() => signIn(person.id)}
              className="card group flex w-full items-center gap-3 px-4 py-3 text-left hover:border-line-strong hover:bg-sunken disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="block text-base font-medium">{person.name}</span>
                <span className="block text-muted">{person.may}</span>
              </span>
              <ArrowRight className="size-4 text-muted transition-transform group-hover:translate-x-0.5" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
