"use client";
import { Eye } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Issue } from "#lib/core/problem.ts";
import type { DraftView } from "#lib/views/studio/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import type { StudioActions } from "../actions.ts";
import { PublishDialog } from "../dialog/publish-dialog.tsx";
import { SayDialog } from "../dialog/say-dialog.tsx";
import { ProblemList } from "../editor/problem-list.tsx";
import { inDraft } from "../desk/in-draft.ts";
import { useCheckContext } from "../desk/use-check-context.ts";
import { useCheck } from "../editor/use-check.ts";
import { ReplayPanel } from "../revision/replay-panel.tsx";
import { BegunBefore } from "./begun-before.tsx";
import { ProposeAgain } from "./propose-again.tsx";

interface ReviewProps {
  proposal: DraftView;
  title: string;
  published: string | null;
  actions: Pick<StudioActions, "beginDraft" | "publishDraft" | "declineDraft" | "readContext">;
  /** Whoever reads wrote it, and may propose. */
  own: boolean;
  /** In what it differs from what is published. */
  children: ReactNode;
}

type Shown = "publish" | "decline";

/** What somebody proposes: what it changes, what is wrong with it, and the owners' answer. */
export function Review({ children, ...props }: ReviewProps) {
  const { proposal, title, published, actions } = props;
  const { context: organisation, names } = useCheckContext(actions.readContext);
  const { offering: name, current } = proposal;
  const context = useMemo(
    () => inDraft(organisation, { name, proposal: props.own, published: current !== null }),
    [organisation, name, props.own, current],
  );
  const checked = useCheck(proposal.source, context);
  useEffect(() => names(checked.offering));
  const [shown, show] = useState<Shown | null>(null);
  return (
    <div className="mx-auto max-w-4xl px-4 pt-4 pb-16 sm:px-8">
      <ReviewHeader proposal={proposal} title={title} show={show} />
      <div className="space-y-6">
        <Said proposal={proposal} />
        {props.own && proposal.state === "declined" ? <ProposeAgain {...{ proposal, published, actions }} /> : null}
        <BegunBefore proposal={proposal} />
        <section aria-label="Problems" className="card overflow-hidden py-1">
          <ProblemList checked={checked} />
        </section>
        {children}
      </div>
      {shown ? <AnswerDialog {...props} shown={shown} issues={checked.issues} close={() => show(null)} /> : null}
    </div>
  );
}

interface HeaderProps extends Pick<ReviewProps, "proposal" | "title"> {
  show: (shown: Shown) => void;
}

function ReviewHeader({ proposal, title, show }: HeaderProps) {
  const { id, offering, begunBy, may: rights } = proposal;
  const way = [
    { href: "/studio", title: "Studio" },
    { href: `/studio/${offering}`, title },
  ];
  return (
    <header className="mb-6 flex flex-wrap items-center gap-x-2 gap-y-2">
      <Breadcrumb way={way} title={`Proposal of ${begunBy.name}`} />
      <NearLink href={`/studio/${offering}?draft=${id}`} className={buttonClass()}>
        <Eye className="size-4" aria-hidden />
        Preview
      </NearLink>
      {rights.decline ? <Button onClick={() => show("decline")}>Decline</Button> : null}
      {rights.publish ? (
        <Button tone="primary" onClick={() => show("publish")}>
          Publish
        </Button>
      ) : null}
    </header>
  );
}

function Said({ proposal }: Pick<ReviewProps, "proposal">) {
  const { note, begunBy, savedAt, endedBy, reason } = proposal;
  return (
    <section aria-label="What it is for">
      <p className="text-base whitespace-pre-line">{note ?? "Nothing is said of it."}</p>
      <p className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-muted">
        <StateBadge proposal={proposal} />
        <span>
          {begunBy.name}, <RelativeTime at={savedAt} />
        </span>
      </p>
      {reason === null ? null : (
        <p className="mt-2 text-muted">
          {endedBy} declined it: {reason}
        </p>
      )}
    </section>
  );
}

interface AnswerProps extends Omit<ReviewProps, "children"> {
  shown: Shown;
  issues: readonly Issue[];
  close: () => void;
}

function AnswerDialog({ shown, proposal, published, issues, actions, close }: AnswerProps) {
  const here = `/studio/${proposal.offering}`;
  if (shown === "decline")
    return (
      <SayDialog
        title="Decline this proposal?"
        description={`${proposal.begunBy.name} sees your reason, still has the text, and can propose another.`}
        label="Reason"
        help="What would have to be different, or why it should stay as it is."
        missing="Say why, so that the next proposal fits."
        verb="Decline"
        tone="danger"
        say={(reason) => actions.declineDraft({ id: proposal.id, reason })}
        done={() => window.location.assign(here)}
        close={close}
      />
    );
  return (
    <PublishDialog
      draft={proposal}
      version={proposal.version}
      source={proposal.source}
      published={published}
      issues={issues}
      replay={proposal.current === null ? null : <ReplayPanel draft={proposal} />}
      publishDraft={actions.publishDraft}
      done={(revision) => window.location.assign(`${here}?published=${revision}`)}
      close={close}
    />
  );
}

const states = {
  open: { tone: "info", label: "Waits for an answer" },
  published: { tone: "good", label: "Published" },
  declined: { tone: "warn", label: "Declined" },
  discarded: { tone: "neutral", label: "Withdrawn" },
} as const;

function StateBadge({ proposal: { state, revision } }: Pick<ReviewProps, "proposal">) {
  const { tone, label } = states[state];
  return (
    <Badge tone={tone}>
      {label}
      {revision === null ? "" : ` as revision ${revision}`}
    </Badge>
  );
}
