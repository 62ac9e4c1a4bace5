import { Holed } from "./holes.tsx";

export interface ValueRow {
  name: string;
  /** As it is written; null where none is given. */
  value: string | null;
  note?: string;
}

/** What something outside is called with, by name. */
export function ValueTable({ title, none, rows }: { title: string; none: string; rows: readonly ValueRow[] }) {
  if (rows.length === 0) return <p className="mt-4 text-muted">{none}</p>;
  return (
    <table className="mt-4 w-full table-fixed text-left">
      <caption className="mb-1 text-left font-medium">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, note }) => (
          <tr key={name} className="border-t border-line">
            <th
              scope="row"
              className="w-2/5 py-1.5 pr-3 align-top font-mono text-xs font-normal break-words text-muted"
            >
              {name}
            </th>
            <td className="py-1.5 align-top">
              {value === null ? null : (
                <code className="font-mono text-xs break-words whitespace-pre-wrap">
                  <Holed text={value} />
                </code>
              )}
              {note === undefined ? null : <p className="text-xs text-muted">{note}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
