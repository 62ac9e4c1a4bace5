import { createContext, type ReactNode, useContext, useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Thing, ThingHole } from "#lib/core/preview/things.ts";

const HolesContext = createContext<readonly ThingHole[]>([]);

/** What is inside marks the holes of this thing wherever they stand in a text. */
export function Holes({ thing, children }: { thing: Thing; children: ReactNode }) {
  return <HolesContext value={thing.holes}>{children}</HolesContext>;
}

const until = {
  order: { words: "Known once it is ordered.", look: "bg-accent-soft text-accent" },
  outputs: { words: "Not known yet: an answer, or what an earlier step yields.", look: "bg-accent-soft text-accent" },
  secret: { words: "A secret: put in right before the call, and shown nowhere.", look: "bg-warn-soft text-warn" },
} as const;

/** A text with its holes marked. */
export function Holed({ text }: { text: string }) {
  const holes = useContext(HolesContext);
  const parts = useMemo(() => cut(text, holes), [text, holes]);
  return parts.map(({ part, hole }, at) => (hole === undefined ? part : <Mark key={at} hole={hole} />));
}

/** The function that marks the texts of a rendered Markdown. */
export const holed = (text: string) => <Holed text={text} />;

function Mark({ hole }: { hole: ThingHole }) {
  const { words, look } = until[hole.until];
  return (
    <mark title={words} className={classNames("rounded px-0.5 font-sans [box-decoration-break:clone]", look)}>
      {hole.text}
    </mark>
  );
}

interface Part {
  part: string;
  hole: ThingHole | undefined;
}

/** Only what is known to be a hole is one: somebody may write ‹…› as well. */
function cut(text: string, holes: readonly ThingHole[]): Part[] {
  const found = holes.filter((hole) => text.includes(hole.text));
  if (found.length === 0) return [{ part: text, hole: undefined }];
  const longestFirst = found.map((hole) => hole.text).toSorted((a, b) => b.length - a.length);
  const names = longestFirst.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return text
    .split(new RegExp(`(${names.join("|")})`))
    .filter((part) => part !== "")
    .map((part) => ({ part, hole: found.find((hole) => hole.text === part) }));
}
