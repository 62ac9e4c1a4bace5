import type { Metadata } from "next";
import { cache } from "react";
import { AutomationPath } from "#components/catalog/automation-path.tsx";
import { RetiredPage } from "#components/catalog/retired-page.tsx";
import { About, OfferingLinks } from "#components/order/about.tsx";
import { OrderDesk } from "#components/order/order-desk.tsx";
import { OfferingProbeDoor } from "#components/probe/offering-probe-door.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { StudioLink } from "#components/studio/studio-link.tsx";
import { may, personOf } from "#lib/core/access.ts";
import { env } from "#lib/env.ts";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { automationPath } from "#lib/views/catalog/automation-path.ts";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { offeringProbe } from "#lib/views/probe/probe.ts";
import { requestView } from "#lib/views/request/request.ts";
import { placeOrder, previewPlan, probeOffering } from "../../../actions.ts";
import { requireActor } from "../../../session.ts";
import { one, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

/** Asked once for the title and the page. */
const offeringFor = cache(async (name: string) => told(offeringView(await requireActor(`/catalog/${name}`), name)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await offeringFor((await params).name);
  return { title: view?.title ?? "Offering" };
}

export default async function OfferingPage({ params, searchParams }: Props) {
  const { name } = await params;
  const again = one((await searchParams)["again"]);
  const actor = await requireActor(again ? `/catalog/${name}?again=${again}` : `/catalog/${name}`);
  const { view: offering, problem } = await offeringFor(name);
  if (problem) return <ProblemPage problem={problem} />;
  const mayWrite = may(actor, { verb: "offering.write", owner: offering.owner.name }).allowed;
  const heading = <Heading offering={offering} mayWrite={mayWrite} />;
  if (offering.retired) return <RetiredPage offering={offering} heading={heading} />;
  const { owner, revision } = offering;
  const [{ view: earlier }, probe, path] = await Promise.all([
    again === undefined ? { view: null } : told(requestView(actor, again)),
    offeringProbe(actor, { name, owner: owner.name, revision }),
    automationPath(actor, name),
  ]);
  const initial = earlier
    ? { project: earlier.project, environment: earlier.environment, inputs: earlier.inputs }
    : undefined;
  const reader = personOf(actor) ?? actor.id;
  return (
    <OrderDesk
      key={`${name}:${offering.revision}:${again ?? ""}`}
      ordered={offering}
      initial={initial}
      draftKey={[reader, name, again].filter(Boolean).join(":")}
      token={env().sandbox ? `sandbox-${reader}` : null}
      previewPlan={previewPlan}
      placeOrder={placeOrder}
      heading={heading}
      about={
        <>
          <About offering={offering} />
          <AutomationPath path={path} className="mb-6" />
          {probe.allowed ? (
            <OfferingProbeDoor latest={probe.latest} ask={probeOffering.bind(null, { offering: name })} />
          ) : null}
        </>
      }
    />
  );
}

function Heading({ offering, mayWrite }: { offering: OfferingView; mayWrite: boolean }) {
  return (
    <>
      <Breadcrumb way={[{ href: "/", title: "Catalog" }]} title={offering.title}>
        <NearLink
          href={`/catalog/${offering.name}/revisions`}
          className="py-0.5"
          title="What was published, and what each changed"
        >
          <Badge>r{offering.revision}</Badge>
        </NearLink>
      </Breadcrumb>
      <OfferingLinks links={offering.links} />
      <StudioLink name={offering.name} mayWrite={mayWrite} />
    </>
  );
}
