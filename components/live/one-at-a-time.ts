/**
 * Asks one question at a time about each thing, and once more when news of it came meanwhile. An engine's step is three
 * or four events in a few milliseconds: a question that each of them breaks off is answered when they pause, not sooner.
 */
export function oneAtATime(ask: (about: string) => Promise<void>): (about: string) => void {
  const asked = new Map<string, { again: boolean }>();
  const run = async (about: string, question: { again: boolean }): Promise<void> => {
    do {
      question.again = false;
      await ask(about);
    } while (question.again);
  };
  return (about) => {
    const before = asked.get(about);
    if (before) {
      before.again = true;
      return;
    }
    const question = { again: false };
    asked.set(about, question);
    // Whoever asks hears of a failure where the answer is shown.
    run(about, question)
      .catch(() => undefined)
      .finally(() => asked.delete(about));
  };
}
