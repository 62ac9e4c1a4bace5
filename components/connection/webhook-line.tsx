import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { RelativeTime } from "#components/ui/time.tsx";

/** Whether a connection is told of changes, and what came of it. */
export function WebhookLine({ connection: { credential, webhook } }: { connection: ConnectionView }) {
  if (webhook === null) return null;
  const { received, woke, unknown, refused, receivedAt, refusedAt } = webhook;
  if (!credential.includes("webhookSecret"))
    return <p className="text-xs text-muted">No webhooks: PAO asks from time to time.</p>;
  return (
    <p className="text-xs text-muted">
      {receivedAt === null ? (
        "Webhooks: none has come yet"
      ) : (
        <>
          Webhooks: {count(received)} received, the last <RelativeTime at={receivedAt} /> · {count(woke)} woke a step,{" "}
          {count(unknown)} concerned nothing that waits
        </>
      )}
      {refusedAt === null ? null : (
        <>
          {" · "}
          <span className="text-warn">{count(refused)} refused</span>, the last <RelativeTime at={refusedAt} />
        </>
      )}
    </p>
  );
}

const numbers = new Intl.NumberFormat("en-GB");
const count = (number: number) => numbers.format(number);
