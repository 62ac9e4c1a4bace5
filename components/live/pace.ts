/** How long hints are gathered before what is drawn on the server is asked for: many requests may move at once. */
const soon = 1_500;
/** How far apart such questions are while hints keep coming. */
const apart = 5_000;

export interface Pace {
  /** Does the work soon: once for all hints until then, and not while nobody looks. */
  hint: () => void;
  stop: () => void;
}

/** Does `work` after hints, unhurried. A hidden page waits until it is looked at again. */
export function paced(
  work: () => void,
  page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">,
): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = Number.NEGATIVE_INFINITY;
  let owed = false;
  const act = () => {
    timer = undefined;
    owed = page.hidden;
    if (owed) return;
    done = performance.now();
    work();
  };
  const onShown = () => {
    if (owed && !page.hidden) act();
  };
  page.addEventListener("visibilitychange", onShown);
  return {
    hint: () => {
      if (!owed) timer ??= setTimeout(act, Math.max(soon, done + apart - performance.now()));
    },
    stop: () => {
      clearTimeout(timer);
      page.removeEventListener("visibilitychange", onShown);
    },
  };
}
