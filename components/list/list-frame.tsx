import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import { shownWords } from "./shown-words.ts";
import type { useList } from "./use-list.ts";

interface FrameProps<Row> {
  /** What is counted: `requests`. */
  what: string;
  list: Pick<ReturnType<typeof useList<Row, unknown>>, "found" | "rows">;
  /** In place of the rows where there are none. */
  none: ReactNode;
  /** What asks for the next page. */
  more?: string;
  children: (rows: readonly Row[]) => ReactNode;
}

/** What stands around the rows of a list: how it is going, what went wrong, and the way to older ones. */
export function ListFrame<Row>({ what, list: { found, rows }, none, more = "Show older", children }: FrameProps<Row>) {
  return (
    <>
      <p role="status" className="sr-only">
        {found.isFetching ? "Looking" : shownWords(rows.length, what)}
      </p>
      {found.error ? (
        <Notice tone="bad" title="The list could not be read." className="mb-4">
          {found.error.message}
        </Notice>
      ) : null}
      <div className={classNames("transition-opacity", found.isPlaceholderData && "opacity-60")}>
        {rows.length > 0 ? children(rows) : found.isPending ? null : none}
      </div>
      {found.hasNextPage ? (
        <div className="mt-4 text-center">
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
