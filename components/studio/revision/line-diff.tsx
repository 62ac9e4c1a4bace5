import type { DiffLine, Hunk } from "#lib/core/offering/difference/lines.ts";
import { classNames } from "#components/ui/class-names.ts";

const kinds = {
  same: { row: null, sign: "", said: "" },
  gone: { row: "bg-bad-soft", sign: "−", said: "removed" },
  come: { row: "bg-good-soft", sign: "+", said: "added" },
} as const;

/** Where two texts differ, line by line with their numbers. Long lines wrap, so that it reads on a phone as well. */
export function LineDiff({ hunks, from, to }: { hunks: readonly Hunk[]; from: string; to: string }) {
  if (hunks.length === 0) return <p className="px-4 py-2 text-muted">Not a line differs.</p>;
  return (
    <table className="w-full table-fixed border-collapse font-mono text-xs leading-5">
      <caption className="sr-only">
        Lines that differ between {from} and {to}, with a few around them
      </caption>
      <colgroup>
        <col className="w-9 sm:w-11" />
        <col className="w-9 sm:w-11" />
        <col className="w-5" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Line in {from}</th>
          <th scope="col">Line in {to}</th>
          <th scope="col">Change</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      {hunks.map((hunk, at) => (
        <tbody key={placeOf(hunk)}>
          <Between before={hunks[at - 1]} after={hunk} />
          {hunk.lines.map((line) => (
            <Line key={`${line.was} ${line.is}`} line={line} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

const placeOf = ({ lines: [first] }: Hunk) => `${first?.was} ${first?.is}`;

function Line({ line: { kind, was, is, text } }: { line: DiffLine }) {
  const { row, sign, said } = kinds[kind];
  const number = "px-1.5 text-right align-top text-2xs leading-5 text-muted tabular-nums select-none";
  return (
    <tr className={classNames(row)}>
      <td className={number}>{was}</td>
      <td className={number}>{is}</td>
      <td className="text-center align-top select-none">
        <span aria-hidden>{sign}</span>
        {said === "" ? null : <span className="sr-only">{said}</span>}
      </td>
      <td className="pr-2 align-top wrap-anywhere whitespace-pre-wrap">{text}</td>
    </tr>
  );
}

/** How many lines are the same between two places. */
function Between({ before, after }: { before: Hunk | undefined; after: Hunk }) {
  const last = before?.lines.findLast(({ is }) => is !== null)?.is ?? 0;
  const first = after.lines.find(({ is }) => is !== null)?.is ?? last + 1;
  const same = first - last - 1;
  if (same <= 0) return null;
  return (
    <tr className={classNames("border-b border-line bg-sunken text-muted", before && "border-t")}>
      <td colSpan={3} className="text-center select-none" aria-hidden>
        ⋯
      </td>
      <td className="py-0.5 font-sans text-2xs">{same === 1 ? "one line the same" : `${same} lines the same`}</td>
    </tr>
  );
}
