/**
 * One question at a time for everybody: who asks while an answer is on its way shares the next one. So no answer is older
 * than its question, and a hundred readers cost two.
 */
export function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const begin = () => {
    const asked = ask().finally(() => {
      if (running === asked) running = undefined;
    });
    running = asked;
    return asked;
  };
  return () => {
    if (!running) return begin();
    const again = () => {
      next = undefined;
      return begin();
    };
    next ??= running.then(again, again);
    return next;
  };
}
