import { Trash2 } from "lucide-react";
import type { TaskView } from "#lib/views/request/shape.ts";

/** What is lost for good, by module, before somebody says yes to it. */
export function Removal({ removal }: { removal: NonNullable<TaskView["removal"]> }) {
  const count = removal.reduce((sum, { changes }) => sum + changes.length, 0);
  if (removal.length === 0) return null;
  return (
    <section aria-label="What is removed" className="mb-4 rounded-lg border border-bad bg-bad-soft px-3.5 py-3">
      <p className="flex items-center gap-2 font-medium text-bad">
        <Trash2 className="size-4 shrink-0" aria-hidden />
        {said(count)}
      </p>
      {removal.map(({ step, module, changes }) => (
        <div key={step} className="mt-2">
          <p className="text-xs text-muted">{module}</p>
          <ul className="mt-1 font-mono text-xs">
            {changes.map(({ address, action }) => (
              <li key={address} className="py-0.5 break-all">
                {address}
                {action === "delete" ? null : <span className="text-muted"> ({action})</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function said(count: number): string {
  if (count === 0) return "Nothing is left to remove";
  return count === 1 ? "1 thing is removed for good" : `${count} things are removed for good`;
}
