"use client";
import { Archive, ArchiveRestore, Sunset } from "lucide-react";
import { RemoveDialog } from "#components/organisation/remove-dialog.tsx";
import { useShown } from "#components/organisation/listed.ts";
import { Button } from "#components/ui/button.tsx";
import type { Standing } from "#lib/views/catalog/shape.ts";
import { SayDialog } from "../dialog/say-dialog.tsx";
import type { RevisionActions } from "./actions.ts";
import { DeprecateDialog } from "./deprecate-dialog.tsx";

interface StandingProps {
  name: string;
  title: string;
  standing: Standing;
  actions: RevisionActions;
}

/** What becomes of an offering, for those who may say. */
export function StandingBar({ name, title, standing, actions }: StandingProps) {
  const { shown, show, close } = useShown<"deprecate" | "retire" | "offer">();
  if (!standing.mayWrite) return null;
  return (
    <div className="flex gap-2">
      {standing.retired ? (
        <Button onClick={() => show("offer")}>
          <ArchiveRestore className="size-4" aria-hidden />
          Offer again
        </Button>
      ) : (
        <>
          <Button onClick={() => show("deprecate")}>
            <Sunset className="size-4" aria-hidden />
            {standing.lifecycle === "deprecated" ? "Change the successor" : "Deprecate"}
          </Button>
          <Button tone="quiet" onClick={() => show("retire")}>
            <Archive className="size-4" aria-hidden />
            Retire
          </Button>
        </>
      )}
      {shown === "deprecate" ? (
        <DeprecateDialog
          {...{ name, title, close }}
          standing={standing}
          deprecateOffering={actions.deprecateOffering}
        />
      ) : null}
      {shown === "retire" ? (
        <RetireDialog {...{ name, title, standing, close }} retireOffering={actions.retireOffering} />
      ) : null}
      {shown === "offer" ? (
        <RemoveDialog
          title={`Offer ${title} again`}
          verb="Offer it again"
          tone="primary"
          remove={() => actions.offerAgain({ name })}
          close={close}
        >
          It is back in the catalog at once, as revision {standing.current} says it.
        </RemoveDialog>
      ) : null}
    </div>
  );
}

interface RetireProps extends Omit<StandingProps, "actions"> {
  retireOffering: RevisionActions["retireOffering"];
  close: (changed: boolean) => void;
}

function RetireDialog({ name, title, standing, retireOffering, close }: RetireProps) {
  return (
    <SayDialog
      title={`Retire ${title}`}
      description={whatRetiringMeans(standing)}
      label="Why, and what to do instead"
      help="Stands on its page, where links and old requests still lead."
      missing="Say in a sentence why it goes, and what people do instead."
      verb="Retire"
      tone="danger"
      say={(note) => retireOffering({ name, note })}
      done={() => close(true)}
      close={() => close(false)}
    />
  );
}

const and = new Intl.ListFormat("en", { style: "long", type: "conjunction" });

export function whatRetiringMeans({ running, orderedBy }: Pick<Standing, "running" | "orderedBy">): string {
  const runs =
    running === 0
      ? "No request of it runs now."
      : running === 1
        ? "One request of it runs now and goes on."
        : `${running} requests of it run now and go on.`;
  const bundles =
    orderedBy.length === 0
      ? ""
      : ` ${and.format(orderedBy)} ${orderedBy.length === 1 ? "orders" : "order"} it, and can't be ordered either until that changes.`;
  return `It leaves the catalog and can't be ordered any more. ${runs} What was made stays, and can be changed and retired.${bundles}`;
}
