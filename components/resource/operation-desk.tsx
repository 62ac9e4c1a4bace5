"use client";
import Link from "next/link";
import { useState } from "react";
import type { OperationView } from "#lib/views/resource/shape.ts";
import { OrderDesk, type OrderDeskProps } from "#components/order/order-desk.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Linked } from "#components/ui/linked.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { MessagePage } from "#components/ui/problem-page.tsx";
import { resourceTitle } from "./resource-title.ts";

interface DeskProps extends Pick<OrderDeskProps, "draftKey" | "token" | "previewPlan" | "placeOrder"> {
  view: OperationView;
}

/** An operation on a resource: its questions, begun with what it is now, and what will happen. */
export function OperationDesk({ view, ...props }: DeskProps) {
  const { operation, resource, ordered, inputs, hindered } = view;
  // Once somebody answers, what another does meanwhile does not take the page away: the order will say it.
  const [open, setOpen] = useState(hindered === null);
  if (!open && hindered === null) setOpen(true);
  if (!open && hindered !== null) return <Hindered view={view} message={hindered.message} remedy={hindered.remedy} />;
  const name = resourceTitle(resource);
  const retires = operation.kind === "retire";
  return (
    <OrderDesk
      {...props}
      ordered={ordered}
      operation={{ name: operation.name, resource: resource.id, title: operation.title, danger: retires }}
      confirm={retires && !operation.implied ? name : undefined}
      initial={{ project: resource.project, environment: resource.environment, inputs }}
      heading={<Heading view={view} />}
      about={<About view={view} />}
    />
  );
}

function Heading({ view: { resource, operation } }: { view: OperationView }) {
  const way = [
    { href: "/resources", title: "Resources" },
    { href: `/resources/${resource.id}`, title: resourceTitle(resource) },
  ];
  return <Breadcrumb way={way} title={operation.title} />;
}

/** What is done to what, and where that is: nobody is asked for it. */
function About({ view: { operation, resource, ordered } }: { view: OperationView }) {
  const place = [...ordered.projects, ...ordered.environments].map(({ title }) => title).join(" · ");
  return (
    <section aria-label="About this operation" className="mb-6">
      {operation.description === "" ? null : <p className="mb-2 text-base">{operation.description}</p>}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">Resource</dt>
        <dd className="truncate font-medium">{resourceTitle(resource)}</dd>
        <dt className="text-muted">Offering</dt>
        <dd className="truncate">{resource.offeringTitle}</dd>
        <dt className="text-muted">Where</dt>
        <dd className="truncate">{place}</dd>
      </dl>
      {operation.kind === "retire" ? (
        <Caution name={resourceTitle(resource)} team={resource.team} implied={operation.implied} />
      ) : null}
    </section>
  );
}

/** What a retirement means, before anybody presses the button. */
function Caution({ name, team, implied }: { name: string; team: string; implied: boolean }) {
  return implied ? (
    <Notice tone="warn" title="Nothing is destroyed before you have seen what." className="mt-4">
      First Terraform plans what would be destroyed. The request shows it, and waits until somebody of team {team} types
      the name {name}. Only then is it destroyed, exactly as it was shown.
    </Notice>
  ) : (
    <Notice tone="warn" title={`${name} is gone when this has run.`} className="mt-4">
      It cannot be brought back: what it held is lost, and whoever uses it finds nothing there. What is done for it is
      shown here under “What will happen”.
    </Notice>
  );
}

function Hindered({ view, message, remedy }: { view: OperationView; message: string; remedy: string | undefined }) {
  const { operation, resource } = view;
  return (
    <MessagePage
      title={`${operation.title}: not now`}
      action={
        <Link href={`/resources/${resource.id}`} className={buttonClass("primary")}>
          Back to {resourceTitle(resource)}
        </Link>
      }
    >
      <p>
        <Linked text={message} />
      </p>
      {remedy ? <p>{remedy}</p> : null}
    </MessagePage>
  );
}
