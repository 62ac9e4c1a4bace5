import { ArrowUpRight, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ResourceLink, ResourceTrouble, ResourceView } from "#lib/views/resource/shape.ts";
import type { RequestActions } from "#components/request/actions.ts";
import { Outputs } from "#components/request/outputs.tsx";
import { RequestRows } from "#components/request/request-rows.tsx";
import { LongText } from "#components/ui/folded.tsx";
import { ResourceStateBadge } from "#components/ui/state-badge.tsx";
import { TestBadge } from "#components/ui/test-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { Operations } from "./operations.tsx";
import { Parts } from "./parts.tsx";
import { resourceTitle } from "./resource-title.ts";

interface PageProps {
  resource: ResourceView;
  reveal: RequestActions["revealOutput"];
}

/** A resource: what it yields, what made and changed it, and where it can be seen outside. */
export function ResourcePage({ resource, reveal }: PageProps) {
  return (
    <div className="flex min-h-dvh flex-col max-lg:min-h-0">
      <ResourceHeader resource={resource} />
      <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8 px-4 py-6 sm:px-8">
          {resource.troubles.map((trouble) => (
            <Trouble key={`${trouble.request}/${trouble.title}`} trouble={trouble} />
          ))}
          {resource.parts.length > 0 ? (
            <Section title="Parts">
              <Parts parts={resource.parts} />
            </Section>
          ) : null}
          <Section title="Requests">
            <RequestRows rows={resource.requests} within />
          </Section>
        </div>
        <aside
          aria-label="About this resource"
          className="space-y-6 border-line bg-sunken px-4 py-6 max-lg:border-t sm:px-6 lg:border-l"
        >
          <Section title="Outputs">
            {resource.outputsFrom === null ? (
              <p className="text-muted">Known once it is there.</p>
            ) : Object.keys(resource.outputs).length === 0 ? (
              <p className="text-muted">This offering yields none.</p>
            ) : (
              <Outputs
                outputs={resource.outputs}
                number={resource.outputsFrom}
                mayReveal={resource.may.reveal}
                reveal={reveal}
              />
            )}
          </Section>
          <Section title="Outside">
            <Links links={resource.links} />
          </Section>
        </aside>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

function ResourceHeader({ resource }: { resource: ResourceView }) {
  const { project, offering, offeringTitle, environment, test, createdAt } = resource;
  return (
    <header className="border-b border-line px-4 pt-5 pb-5 sm:px-8">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{resourceTitle(resource)}</h1>
            <span role="status">
              <ResourceStateBadge state={resource.state} stuck={resource.stuck} />
            </span>
            {resource.test ? <TestBadge /> : null}
          </div>
          <p className="mt-1 text-muted">
            <Link
              href={`/${test ? "studio" : "catalog"}/${offering}`}
              className="underline underline-offset-3 hover:text-ink"
            >
              {offeringTitle}
            </Link>{" "}
            · project{" "}
            <Link href={`/projects/${project}`} className="underline underline-offset-3 hover:text-ink">
              {project}
            </Link>{" "}
            · {environment} · ordered <RelativeTime at={createdAt} />
          </p>
        </div>
        <Operations resource={resource} />
      </div>
    </header>
  );
}

/** Why it is not finished, and what exists already. */
function Trouble({ trouble: { title, request, problem } }: { trouble: ResourceTrouble }) {
  return (
    <div role="group" aria-label="What went wrong" className="flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-3">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 space-y-1.5">
        <p className="font-medium text-bad">
          {title}: {problem.sentence}
        </p>
        {problem.detail ? (
          <p className="font-mono text-xs break-words whitespace-pre-wrap">
            <LongText text={problem.detail} of="what was said" />
          </p>
        ) : null}
        <p>
          <Link href={`/requests/${request}`} className="underline underline-offset-3">
            {request}
          </Link>{" "}
          says how to go on.
        </p>
      </div>
    </div>
  );
}

function Links({ links }: { links: readonly ResourceLink[] }) {
  if (links.length === 0) return <p className="text-muted">Nothing has been made outside yet.</p>;
  return (
    <ul className="space-y-2">
      {links.map(({ title, request, reference }) => (
        <li key={`${request}/${title}`}>
          <span className="block">{title}</span>
          {reference.url ? (
            <a
              href={reference.url}
              target="_blank"
              rel="noreferrer"
              className="link inline-flex items-center gap-1 text-xs"
            >
              Open {reference.id} <ArrowUpRight className="size-3.5" aria-hidden />
            </a>
          ) : (
            <span className="block font-mono text-xs break-all text-muted">{reference.id}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
