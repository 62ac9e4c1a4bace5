import { useState } from "react";

/** Sends once at a time; what went wrong on the way is said, not swallowed. */
export function useSubmit(send: () => Promise<void>): { busy: boolean; failure: string | null; submit: () => void } {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    send()
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return { busy, failure, submit };
}
