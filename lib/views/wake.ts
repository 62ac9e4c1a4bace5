/** Something to wait for: `ring` ends the wait, also one that has not begun yet. */
export interface Bell {
  ring: () => void;
  /** Resolves to true when rung, to false when `milliseconds` have passed or the signal is aborted. */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<boolean>;
}

export function bell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    rung = true;
    wake?.();
  };
  const wait = async (milliseconds: number, signal: AbortSignal): Promise<boolean> => {
    if (!rung && !signal.aborted) await pause(milliseconds, signal, (done) => (wake = done));
    wake = undefined;
    const was = rung;
    rung = false;
    return was;
  };
  return { ring, wait };
}

function pause(milliseconds: number, signal: AbortSignal, hand: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    hand(done);
  });
}
