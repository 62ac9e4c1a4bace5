import { TextChange } from "./text-change.tsx";
import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";

interface Change {
  field: string;
  before: Json;
  after: Json;
}

/** What a detail tells: fields that were changed, in what a text differs, and all else. */
export function told(detail: JsonObject): {
  changes: Change[];
  differences: string[];
  diff: string;
  /** What somebody else had done before. */
  earlier: JsonObject | null;
  rest: [string, Json][];
} {
  const { changes, differences, diff, earlier, ...rest } = detail;
  const pairs = isJsonObject(changes) ? Object.entries(changes) : [];
  return {
    changes: pairs.flatMap(([field, change]) => {
      const [before = null, after = null] = Array.isArray(change) ? change : [null, change];
      return [{ field, before, after }];
    }),
    differences: Array.isArray(differences) ? differences.map(String) : [],
    diff: typeof diff === "string" ? diff : "",
    earlier: isJsonObject(earlier) ? earlier : null,
    rest: Object.entries(rest).filter(([, value]) => value !== null && value !== ""),
  };
}

/** A value in a line; nothing is a dash. */
export function written(value: Json): string {
  if (value === null) return "–";
  if (typeof value === "string") return value === "" ? "–" : value;
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map(written).join(", ");
  return JSON.stringify(value);
}

export function Changes({ detail }: { detail: JsonObject }) {
  const { changes, differences, diff, earlier, rest } = told(detail);
  return (
    <>
      {earlier ? (
        <>
          <p className="mb-1 text-xs text-muted">Before that, by {written(earlier["by"] ?? null)}</p>
          <Changes detail={{ ...earlier, by: null }} />
        </>
      ) : null}
      <TextChange differences={differences} diff={diff} />
      {changes.length > 0 ? (
        <table className="mb-3 w-full table-fixed text-left text-xs">
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="w-28 py-1 pr-4 font-medium">
                Changed
              </th>
              <th scope="col" className="py-1 pr-4 font-medium">
                Before
              </th>
              <th scope="col" className="py-1 font-medium">
                After
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="border-b border-line align-top">
                <th scope="row" className="py-1 pr-4 font-normal wrap-anywhere text-muted">
                  {field}
                </th>
                <td className="py-1 pr-4 wrap-anywhere">{written(before)}</td>
                <td className="py-1 wrap-anywhere">{written(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {rest.length > 0 ? (
        <dl className="mb-3 grid gap-x-6 gap-y-1.5 border-b border-line pb-3 text-xs sm:grid-cols-2">
          {rest.map(([name, value]) => (
            <div key={name} className="flex min-w-0 gap-2">
              <dt className="w-22 shrink-0 wrap-anywhere text-muted">{name}</dt>
              <dd className="min-w-0 wrap-anywhere">{written(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
