import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

interface ListProps {
  /** `Questions` */
  label: string;
  /** `Add a question` */
  verb: string;
  /** Left out where nothing may be changed. */
  onAdd: (() => void) | undefined;
  empty: { icon: ReactNode; title: string; words: string };
  rows: readonly ReactNode[];
}

/** The lines of an outline, or what to begin with while there are none. */
export function OutlineList({ label, verb, onAdd, empty, rows }: ListProps) {
  const add = onAdd ? (
    <Button small onClick={onAdd}>
      <Plus className="size-4" aria-hidden /> {verb}
    </Button>
  ) : null;
  if (rows.length === 0)
    return (
      <div className="p-4 sm:p-6">
        <EmptyState icon={empty.icon} title={empty.title} action={add}>
          {empty.words}
        </EmptyState>
      </div>
    );
  return (
    <>
      <ol aria-label={label}>{rows}</ol>
      {add ? <div className="p-4 sm:px-6">{add}</div> : null}
    </>
  );
}
