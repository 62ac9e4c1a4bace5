import type { ReactNode } from "react";
import { Holed } from "./holes.tsx";

/** Names and values under each other; what is left out is not shown. */
export function FactList({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const said = facts.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  if (said.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      {said.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">{typeof value === "string" ? <Holed text={value} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Several words of a kind: labels, reviewers. */
export function Words({ words }: { words: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {words.map((word) => (
        <li key={word} className="badge">
          <Holed text={word} />
        </li>
      ))}
    </ul>
  );
}
