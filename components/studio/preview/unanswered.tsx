import { Notice } from "#components/ui/notice.tsx";
import type { Missing } from "#lib/core/preview/look-ahead.ts";

interface Props {
  missing: readonly Missing[];
  /** To the question, in the form. */
  onMend: (missing: Missing) => void;
}

const mostNamed = 6;

/** Which answers a plan has no more than the names of. */
export function Unanswered({ missing, onMend }: Props) {
  const titled = missing.filter(({ path }) => path !== "");
  const loose = missing.filter(({ path }) => path === "");
  if (missing.length === 0) return null;
  const title =
    missing.length === 1
      ? "One answer is missing or does not fit."
      : `${missing.length} answers are missing or do not fit.`;
  const until =
    titled.length === 1 ? "Until then its name stands in its place." : "Until then their names stand in their places.";
  const more = titled.length - mostNamed;
  return (
    <Notice tone="info" title={title} className="mb-4">
      {titled.length === 0 ? null : (
        <>
          <ul>
            {titled.slice(0, mostNamed).map((one) => (
              <li key={`${one.path} ${one.message}`}>
                <button type="button" className="link min-h-6 text-left" onClick={() => onMend(one)}>
                  {one.title}
                </button>
                : {one.message}
              </li>
            ))}
            {more > 0 ? <li>and {more} more</li> : null}
          </ul>
          <p>{until}</p>
        </>
      )}
      {loose.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  );
}
