import { Code } from "#components/ui/payload.tsx";

const kinds: Readonly<Record<string, string>> = {
  "+": "bg-good-soft",
  "-": "bg-bad-soft",
  "@": "text-muted",
};

/** In what a document differs from what it was: in sentences, and in lines. */
export function TextChange({ differences, diff }: { differences: readonly string[]; diff: string }) {
  if (differences.length === 0 && diff === "") return null;
  return (
    <div className="mb-3">
      {differences.length > 0 ? (
        <ul className="list-disc pl-4 text-xs leading-5">
          {differences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {diff === "" ? null : (
        <Code title="Changed lines" text={diff}>
          {placed(diff).map(({ at, line }) => (
            <span key={at} className={`-mx-3 block px-3 ${kinds[line.charAt(0)] ?? ""}`}>
              {line === "" ? "\u00a0" : line}
            </span>
          ))}
        </Code>
      )}
    </div>
  );
}

const placed = (diff: string) => diff.split("\n").map((line, at) => ({ at, line }));
