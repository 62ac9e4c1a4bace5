import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import type { CompareView, Side } from "#lib/views/studio/compare-shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { DifferenceList } from "../difference-list.tsx";
import { LineDiff } from "./line-diff.tsx";
import { ReplaySummary } from "./replay-summary.tsx";
import { compareAddress, sideTitle } from "./side.ts";

/** Two documents of an offering held against each other: in words, in what they mean, and line by line. */
export function ComparePage({ view }: { view: CompareView }) {
  const { name, title, from, to, changes, hunks, replay } = view;
  const revisions = `/catalog/${name}/revisions`;
  const way = [
    { href: "/", title: "Catalog" },
    { href: `/catalog/${name}`, title },
    { href: revisions, title: "Revisions" },
  ];
  return (
    <div className="mx-auto max-w-5xl px-4 pt-4 pb-16 sm:px-8">
      <div className="mb-6">
        <Breadcrumb way={way} title="Compare" />
      </div>
      <Choice view={view} />
      <dl className="mt-4 grid gap-4 sm:grid-cols-2">
        <SideFacts side={from} />
        <SideFacts side={to} />
      </dl>
      <Part title="In words">
        {changes === null ? (
          <p className="text-muted">One of the two is no whole document yet, so only their lines can be compared.</p>
        ) : (
          <DifferenceList differences={changes} />
        )}
      </Part>
      {replay ? (
        <Part title={`What ${sideTitle(to)} means`}>
          <ReplaySummary replay={replay} />
        </Part>
      ) : null}
      <Part title="Line by line">
        <div className="card overflow-hidden">
          <LineDiff hunks={hunks} from={sideTitle(from)} to={sideTitle(to)} />
        </div>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="mb-2.5 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** A plain form, so that the address says what is compared. */
function Choice({ view: { name, from, to, choices } }: { view: CompareView }) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Chosen label="From" name="from" value={from} choices={choices} />
      <NearLink
        href={compareAddress(name, to.key, from.key)}
        className="button button-quiet button-icon mb-px"
        aria-label="The other way round"
        title="The other way round"
      >
        <ArrowLeftRight className="size-4" aria-hidden />
      </NearLink>
      <Chosen label="To" name="to" value={to} choices={choices} />
      <button type="submit" className={buttonClass()}>
        Compare
      </button>
    </form>
  );
}

interface ChosenProps {
  label: string;
  name: string;
  value: Side;
  choices: CompareView["choices"];
}

function Chosen({ label, name, value, choices }: ChosenProps) {
  const known = choices.some(({ key }) => key === value.key);
  return (
    <div className="min-w-36 flex-1 space-y-1.5 sm:max-w-56">
      <label htmlFor={name} className="label">
        {label}
      </label>
      <select id={name} name={name} defaultValue={value.key} className="field">
        {known ? null : <option value={value.key}>{sideTitle(value)}</option>}
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function SideFacts({ side }: { side: Side }) {
  const { level, revision, at, by, note } = side;
  return (
    <div className="rounded-lg border border-line px-3.5 py-2.5">
      <dt className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
        {revision === null ? <Badge tone="warn">{side.proposal ? "Proposal" : "Draft"}</Badge> : `Revision ${revision}`}
        {level === null ? null : <LevelBadge level={level} />}
      </dt>
      <dd className="mt-0.5 text-muted">
        {revision === null ? "Saved" : "Published"} <RelativeTime at={at} /> by {by}
      </dd>
      {note === null ? null : <dd className="mt-1">{note}</dd>}
    </div>
  );
}
