import type { Difference } from "#lib/core/offering/difference/difference.ts";

/** In what two documents differ, in words; quiet where only words do. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0)
    return <p className="text-muted">Asks, does and yields the same: only its text differs.</p>;
  return (
    <ul className="list-disc space-y-0.5 pl-5 marker:text-muted">
      {differences.map(({ about, sentence, path }) => (
        <li key={`${path} ${sentence}`} className={about === "words" ? "text-muted" : undefined}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}
