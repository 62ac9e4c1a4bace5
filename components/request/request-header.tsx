import { Boxes, CopyPlus, ScrollText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TestBadge } from "#components/ui/test-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { waitsForPerson } from "./below.ts";
import { requestTitle } from "./request-title.ts";
import { revisionName } from "./revision-name.ts";
import { isMoving, stepLook } from "./step-state.tsx";

/** Which step is meant by "step 3 of 5": the first that moves or is stuck. */
function stepNow(request: RequestView): string | null {
  if (isFinal(request.state)) return null;
  const at = request.steps.findIndex(
    (step) => isMoving(step.state) || step.state === "failed" || step.state === "uncertain",
  );
  return at < 0 ? null : `step ${at + 1} of ${request.steps.length}`;
}

interface HeaderProps {
  request: RequestView;
  actions: ReactNode;
  /** The reader may open its audit. */
  audited: boolean;
}

export function RequestHeader({ request, actions, audited }: HeaderProps) {
  return (
    <header className="border-b border-line px-4 pt-5 pb-5 sm:px-8">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{requestTitle(request)}</h1>
            <span role="status">
              <StateBadge state={request.state} stuck={request.stuck} more={stepNow(request)} />
            </span>
            {request.escalated ? <Badge tone="warn">{byPeople(request)}</Badge> : null}
            {request.test ? <TestBadge /> : null}
          </div>
          {request.partOf ? (
            <p className="mt-1">
              Part of{" "}
              <Link href={`/requests/${request.partOf.number}`} className="link">
                {request.partOf.number} · {request.partOf.offeringTitle}
                {request.partOf.title === null ? null : ` “${request.partOf.title}”`}
              </Link>
            </p>
          ) : null}
          <p className="mt-1 text-muted">
            {request.operationTitle === null ? null : <span className="text-ink">{request.operationTitle} · </span>}
            <Ordered request={request} /> · project{" "}
            <Link href={`/projects/${request.project}`} className="underline underline-offset-3 hover:text-ink">
              {request.project}
            </Link>{" "}
            · {request.environment} · ordered <RelativeTime at={request.createdAt} /> by {request.requester.name} ·{" "}
            <span className="whitespace-nowrap tabular-nums">{request.number}</span>
          </p>
        </div>
        <Ways request={request} actions={actions} audited={audited} />
      </div>
      <Progress request={request} />
    </header>
  );
}

/** What was ordered, with the way there; a draft stands in the studio. */
function Ordered({ request }: Pick<HeaderProps, "request">) {
  const { offering, offeringTitle, revision, tried } = request;
  const where = tried === null ? `/catalog/${offering}` : `/studio/${offering}`;
  return (
    <>
      <Link href={where} className="underline underline-offset-3 hover:text-ink">
        {offeringTitle}
      </Link>{" "}
      {tried === null ? `r${revision}` : `· ${revisionName(request)}`}
    </>
  );
}

/** Where to go from here, and what to do. */
function Ways({ request, actions, audited }: HeaderProps) {
  const again = `/catalog/${request.offering}?again=${request.number}`;
  return (
    <div className="flex flex-wrap gap-2">
      {audited ? (
        <Link
          href={`/settings/audit?subject=${request.number}`}
          prefetch={false}
          className={classNames(buttonClass("quiet"), "max-sm:px-0")}
        >
          <ScrollText className="size-4" aria-hidden />
          Audit
        </Link>
      ) : null}
      <Link
        href={`/resources/${request.resource}`}
        prefetch={false}
        className={classNames(buttonClass("quiet"), "max-sm:px-0")}
      >
        <Boxes className="size-4" aria-hidden />
        Resource
      </Link>
      {request.operation === "create" && request.tried === null ? (
        <Link href={again} className={buttonClass()}>
          <CopyPlus className="size-4" aria-hidden />
          Order again
        </Link>
      ) : null}
      {actions}
    </div>
  );
}

function Progress({ request }: { request: RequestView }) {
  const { done, of } = request.progress;
  return (
    <div
      role="progressbar"
      aria-label="Steps done"
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
      aria-valuetext={`${done} of ${of} steps done`}
      className="mt-4 flex gap-0.5 overflow-hidden rounded-full"
    >
      {request.steps.map((step) => {
        const { label, bar } = stepLook(step.state, waitsForPerson(step));
        return (
          <span key={step.id} title={`${step.title}: ${label}`} className="h-1.5 flex-1 bg-fill">
            <span
              className={classNames(
                "block h-full transition-[width] duration-500",
                step.state === "pending" ? "w-0" : isMoving(step.state) ? "w-3/5" : "w-full",
                bar,
              )}
            />
          </span>
        );
      })}
    </div>
  );
}

/** Somebody asked for it, or the offering says so for what fails. */
function byPeople({ steps }: RequestView): string {
  const whys = steps.flatMap(({ escalated }) => (escalated ? [escalated.byItself] : []));
  return whys.length > 0 && whys.every(Boolean) ? "Fallback" : "Escalated";
}
