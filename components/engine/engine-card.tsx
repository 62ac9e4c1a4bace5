import Link from "next/link";
import type { EngineView, StepInHand } from "#lib/views/engine/shape.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Elapsed, RelativeTime } from "#components/ui/time.tsx";

const states = {
  alive: { tone: "good", label: "Alive" },
  stopping: { tone: "warn", label: "Stopping" },
  silent: { tone: "bad", label: "Silent" },
} as const satisfies Record<EngineView["state"], { tone: Tone; label: string }>;

export function EngineCard({ engine }: { engine: EngineView }) {
  const { id, version, state, current, inHand, concurrency, startedAt, heartbeatAt } = engine;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="font-mono font-medium break-all">{id}</h2>
        <Badge tone={states[state].tone}>{states[state].label}</Badge>
        {current ? null : <Badge tone="warn">Older than this page</Badge>}
        <span className="ml-auto text-xs text-muted tabular-nums">
          {inHand.length} of {concurrency} in hand
        </span>
      </div>
      <p className="text-xs text-muted">
        PAO {version} · running for <Elapsed since={startedAt} /> · last heard of <RelativeTime at={heartbeatAt} />
      </p>
      {current ? null : (
        <p className="text-xs">It leaves requests alone that a newer version has planned. Bring it up to date.</p>
      )}
      <Capabilities of={engine.capabilities} />
      {inHand.length > 0 ? <InHand steps={inHand} /> : null}
    </div>
  );
}

/** Only what comes from the machine has a version of its own. */
function Capabilities({ of }: { of: EngineView["capabilities"] }) {
  const entries = Object.entries(of).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <ul aria-label="Can run" className="flex flex-wrap gap-1">
      {entries.map(([kind, version]) => (
        <li key={kind}>
          <Badge>
            {kind}
            {version === "1" ? null : <span className="text-muted"> {version}</span>}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function InHand({ steps }: { steps: readonly StepInHand[] }) {
  return (
    <ul aria-label="In hand" className="divide-y divide-line border-t border-line pt-1">
      {steps.map(({ number, request, step, startedAt }) => (
        <li key={`${number}/${step}`} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
          <Link href={`/requests/${number}`} prefetch={false} className="link">
            {number}
          </Link>
          <span className="min-w-0 flex-1 break-words">
            {step} <span className="text-muted">for {request}</span>
          </span>
          {startedAt === null ? null : (
            <span className="text-xs text-muted">
              <Elapsed since={startedAt} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
