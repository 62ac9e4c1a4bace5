import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { RelativeTime } from "#components/ui/time.tsx";

/** What a connection takes, and how much of it is used. */
export function GateLine({ connection: { settings, gate } }: { connection: ConnectionView }) {
  const limits = limitWords(settings);
  const use = [gate.inHand > 0 ? `${gate.inHand} in hand` : "", gate.waiting > 0 ? `${gate.waiting} waiting` : ""];
  const words = [limits, ...use].filter((text) => text !== "").join(" · ");
  if (words === "" && gate.pausedUntil === null) return null;
  return (
    <p className="text-xs text-muted">
      {words}
      {gate.pausedUntil === null ? null : (
        <>
          {words === "" ? null : " · "}
          <span className="text-warn">paused, it asked to slow down</span>; goes on{" "}
          <RelativeTime at={gate.pausedUntil} />
        </>
      )}
    </p>
  );
}

function limitWords({ maxConcurrent, perMinute }: ConnectionView["settings"]): string {
  const words = [
    typeof maxConcurrent === "number" ? `${maxConcurrent} at once` : "",
    typeof perMinute === "number" ? `${perMinute} a minute` : "",
  ].filter((text) => text !== "");
  return words.length === 0 ? "" : `At most ${words.join(", ")}`;
}
