import { Button } from "#components/ui/button.tsx";

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
