import { createContext, useContext, useSyncExternalStore } from "react";

/** Messages by the pointer of their question. A question listens to its own only, so that a keystroke redraws one field. */
export interface IssueBoard {
  show: (messages: ReadonlyMap<string, string>) => void;
  at: (path: string) => string | undefined;
  /** The first message at the question or inside its answer. */
  within: (path: string) => string | undefined;
  listen: (changed: () => void) => () => void;
}

export function makeIssueBoard(): IssueBoard {
  let shown: ReadonlyMap<string, string> = new Map();
  const listeners = new Set<() => void>();
  return {
    show(messages) {
      shown = messages;
      for (const listener of listeners) listener();
    },
    at: (path) => shown.get(path),
    within: (path) => shown.get(path) ?? [...shown].find(([other]) => other.startsWith(`${path}/`))?.[1],
    listen: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const silent = makeIssueBoard();
export const IssueBoardContext = createContext<IssueBoard>(silent);

export function useMessage(path: string, within: boolean): string | undefined {
  const board = useContext(IssueBoardContext);
  const read = () => (within ? board.within(path) : board.at(path));
  return useSyncExternalStore(board.listen, read, read);
}
