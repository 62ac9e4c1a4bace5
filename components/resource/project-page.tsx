import { Boxes } from "lucide-react";
import Link from "next/link";
import type { ProjectView } from "#lib/views/resource/shape.ts";
import { RequestRows } from "#components/request/request-rows.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { OwnedRows } from "./owned-rows.tsx";

/** A project: whose it is, what it owns in each environment, and what was ordered for it lately. */
export function ProjectPage({ project }: { project: ProjectView }) {
  return (
    <div className="mx-auto max-w-7xl px-4 pt-7 pb-16 sm:px-8">
      <h1 className="text-2xl font-semibold tracking-tight">{project.title}</h1>
      <p className="mt-1 mb-6 text-muted">
        Project of team{" "}
        <Link href={`/settings/teams/${project.team.name}`} className="link underline underline-offset-3">
          {project.team.title}
        </Link>
      </p>
      {project.environments.length === 0 ? <NoResources /> : null}
      {project.environments.map(({ name, title, resources }) => (
        <section key={name} aria-label={title} className="mb-8">
          <h2 className="mb-2 flex items-baseline gap-2 text-base font-medium">
            {title}
            <span className="text-xs font-normal text-muted tabular-nums">{resources.length}</span>
          </h2>
          <OwnedRows rows={resources} />
        </section>
      ))}
      {project.retired === 0 ? null : (
        <Link href={`/resources?state=retired&project=${project.name}`} className="link text-xs leading-6">
          {project.retired === 1 ? "One that was retired" : `${project.retired} that were retired`}
        </Link>
      )}
      {project.requests.length === 0 ? null : (
        <section aria-label="Recent requests" className="mt-10">
          <div className="mb-2 flex items-baseline justify-between gap-3">
            <h2 className="text-base font-medium">Recent requests</h2>
            <Link href={`/requests?scope=all&project=${project.name}`} className="link text-xs">
              All of them
            </Link>
          </div>
          <RequestRows rows={project.requests} />
        </section>
      )}
    </div>
  );
}

function NoResources() {
  return (
    <EmptyState
      title="Nothing to see here yet"
      icon={<Boxes className="size-5" aria-hidden />}
      action={
        <Link href="/" className={buttonClass("primary")}>
          Open the catalog
        </Link>
      }
    >
      What its team orders shows up here. You see the resources of your own teams and of their offerings.
    </EmptyState>
  );
}
