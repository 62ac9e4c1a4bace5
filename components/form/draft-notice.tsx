import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Says that an earlier beginning was picked up, and how to be rid of it. */
export function DraftNotice({ restored, onStartOver }: { restored: "same" | "earlier"; onStartOver: () => void }) {
  return (
    <p role="status" className="flex items-center gap-1 text-xs text-muted">
      {restored === "same"
        ? "Draft restored"
        : "Draft restored; the offering has changed since, so look through it once more"}
      <span aria-hidden>·</span>
      <Button tone="quiet" small className="px-1" onClick={onStartOver}>
        Start over
      </Button>
    </p>
  );
}

/** The same draft was ordered in another tab: it is not ordered twice by accident. */
export function OrderedNotice({ number, onOrderAnother }: { number: string; onOrderAnother: () => void }) {
  return (
    <Notice tone="warn" title={`This draft was ordered as ${number}.`}>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <Link href={`/requests/${number}`} className={buttonClass("plain", true)}>
          Open {number}
        </Link>
        <Button tone="quiet" small onClick={onOrderAnother}>
          Order another one
        </Button>
      </div>
    </Notice>
  );
}
