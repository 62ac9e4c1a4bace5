import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { cache } from "react";
import { About, OfferingLinks } from "#components/order/about.tsx";
import { OrderDesk } from "#components/order/order-desk.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personOf } from "#lib/core/access.ts";
import { env } from "#lib/env.ts";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { requestView } from "#lib/views/request/request.ts";
import { placeOrder, previewPlan } from "../../../actions.ts";
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
  const earlier = again === undefined ? null : (await told(requestView(actor, again))).view;
  const initial = earlier
    ? { project: earlier.project, environment: earlier.environment, inputs: earlier.inputs }
    : undefined;
  const reader = personOf(actor) ?? actor.id;
  return (
    <OrderDesk
      key={`${name}:${offering.revision}:${again ?? ""}`}
      offering={offering}
      initial={initial}
      draftKey={[reader, name, again].filter(Boolean).join(":")}
      token={env().sandbox ? `sandbox-${reader}` : null}
      previewPlan={previewPlan}
      placeOrder={placeOrder}
      heading={<Heading offering={offering} />}
      about={<About offering={offering} />}
    />
  );
}

function Heading({ offering }: { offering: OfferingView }) {
  return (
    <>
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex items-center gap-2">
          <li>
            <NearLink href="/" className="text-muted hover:text-ink">
              Catalog
            </NearLink>
          </li>
          <li aria-hidden>
            <ChevronRight className="size-3.5 text-muted" />
          </li>
          <li className="flex min-w-0 items-center gap-2">
            <h1 className="truncate text-base font-semibold" aria-current="page">
              {offering.title}
            </h1>
            <Badge>r{offering.revision}</Badge>
          </li>
        </ol>
      </nav>
      <OfferingLinks links={offering.links} />
    </>
  );
}
