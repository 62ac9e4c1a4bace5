import type { DraftState } from "#lib/core/offering/draft.ts";
import { joinTexts } from "#lib/core/offering/difference/join.ts";
import type { ProblemView, Result } from "#lib/core/problem.ts";

/** A draft as the server has it. */
export interface Stored {
  source: string;
  /** Counts its saves; 0 while it is not begun. */
  version: number;
  savedAt: string;
  savedBy: string;
  /** What became of it; `open` while it can be saved. */
  state: DraftState;
}

/** What is typed here and not saved yet, as the browser keeps it; `version` is what it was typed upon. */
export interface Copy {
  source: string;
  version: number;
}

export type Phase =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** PAO does not answer; it is asked again by itself. */
  | { kind: "lost"; problem: ProblemView | null }
  /** PAO says no; the next change is tried again. */
  | { kind: "refused"; problem: ProblemView }
  /** Somebody else saved what this was typed upon. */
  | { kind: "conflict"; theirs: Stored }
  /** It was published, declined or discarded meanwhile. */
  | { kind: "ended"; as: Stored };

/** What somebody else saved has come into the text here. */
export interface News {
  theirs: Stored;
  /** The text here as it was before. */
  before: string;
  /** What was typed here meanwhile stands in it as well. */
  joined: boolean;
}

export interface Saving {
  source: string;
  stored: Stored;
  phase: Phase;
  /** The last of them, until it is put away. */
  news: News | null;
}

export interface Effects {
  save: (source: string, version: number) => Promise<Result<Pick<Stored, "version" | "savedAt">>>;
  /** What the server has now. */
  look: () => Promise<Stored>;
  /** Keeps what is not saved; null when all is. */
  remember: (copy: Copy | null) => void;
  /** Does it after so many milliseconds, unless it is called off. */
  later: (work: () => void, ms: number) => () => void;
}

const pauseMs = 1_000;
/** Whoever types without a pause is saved as well. */
const longestMs = 8_000;
const againMs = [2_000, 5_000, 15_000, 30_000];

/**
 * Saves what is typed, a moment after each change, one save at a time, each upon the version that was seen. Nothing is
 * lost: what is not saved is kept in the browser, and what somebody else saved is joined with it or, where both changed the same
 * lines, left to people.
 */
export class Autosave {
  readonly #effects: Effects;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<"soon" | "longest", () => void>();
  #state: Saving;
  #failures = 0;
  #closed = false;
  /** The save that is on its way. */
  #running: Promise<void> | undefined;

  constructor(begun: Stored, effects: Effects) {
    this.#effects = effects;
    this.#state = { source: begun.source, stored: begun, phase: { kind: "saved" }, news: null };
  }

  readonly read = (): Saving => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly change = (source: string): void => {
    if (source === this.#state.source) return;
    this.#effects.remember({ source, version: this.#state.stored.version });
    if (this.#stopped() || this.#state.phase.kind === "saving") return this.#set({ source });
    this.#set({ source, phase: { kind: "unsaved" } });
    this.#inTime("soon", pauseMs);
    if (!this.#timers.has("longest")) this.#inTime("longest", longestMs);
  };

  /** Saves what is to be saved at once: it is about to be used, the page is about to be left, or the network is back. */
  readonly flush = async (): Promise<void> => {
    if (this.#running) await this.#running;
    this.#running ??= this.#save().finally(() => (this.#running = undefined));
    await this.#running;
  };

  async #save(): Promise<void> {
    this.#stop();
    const { source, stored, phase } = this.#state;
    if (phase.kind === "saving" || this.#stopped()) return;
    if (source === stored.source) return this.#settle(stored);
    this.#set({ phase: { kind: "saving" } });
    const answer = await this.#effects.save(source, stored.version).catch(() => null);
    if (answer?.ok) this.#saved({ ...stored, ...answer.value, source });
    else if (answer === null || passes(answer.problem)) this.#tryAgain(answer?.problem ?? null);
    else await this.#refused(answer.problem, source);
  }

  /** What the server was heard to have. Whoever has typed nothing goes along; nobody else is overwritten. */
  readonly heard = (now: Stored): void => {
    const { source, stored, phase } = this.#state;
    if (phase.kind === "saving" || phase.kind === "ended" || now.version < stored.version) return;
    if (now.state !== "open") return this.#set({ phase: { kind: "ended", as: now } });
    if (now.version === stored.version) return;
    if (source !== stored.source && source !== now.source) return this.#meet(now);
    if (source !== now.source) this.#set({ news: { theirs: now, before: source, joined: false } });
    this.#settle(now);
  };

  readonly putAway = (): void => this.#set({ news: null });

  /** What this browser kept of an earlier visit. */
  readonly restore = (copy: Copy): void => {
    const { stored } = this.#state;
    if (copy.source === stored.source) return this.#effects.remember(null);
    const same = copy.version === stored.version;
    this.#set({ source: copy.source, phase: same ? { kind: "unsaved" } : { kind: "conflict", theirs: stored } });
    if (same) this.#inTime("soon", pauseMs);
  };

  /** Saves what is here upon what the other saved. */
  readonly keepMine = (): void => {
    const { phase } = this.#state;
    if (phase.kind !== "conflict") return;
    this.#set({ stored: phase.theirs, phase: { kind: "unsaved" } });
    void this.flush();
  };

  readonly takeTheirs = (): void => {
    const { phase } = this.#state;
    if (phase.kind === "conflict") this.#settle(phase.theirs);
  };

  readonly open = (): void => {
    this.#closed = false;
  };

  /** Saves once more and then no longer by itself; what could not be saved stays kept. */
  readonly close = (): Promise<void> => {
    this.#closed = true;
    return this.flush();
  };

  /** It is over, and what was typed with it. */
  readonly forget = (): void => {
    this.#settle(this.#state.stored);
    this.#closed = true;
  };

  #stop(): void {
    for (const callOff of this.#timers.values()) callOff();
    this.#timers.clear();
  }

  #stopped(): boolean {
    const { kind } = this.#state.phase;
    return kind === "conflict" || kind === "ended";
  }

  #set(part: Partial<Saving>): void {
    this.#state = { ...this.#state, ...part };
    for (const tell of this.#listeners) tell();
  }

  #inTime(name: "soon" | "longest", ms: number): void {
    if (this.#closed) return;
    this.#timers.get(name)?.();
    this.#timers.set(
      name,
      this.#effects.later(() => void this.flush(), ms),
    );
  }

  #settle(stored: Stored): void {
    this.#failures = 0;
    this.#stop();
    this.#effects.remember(null);
    this.#set({ source: stored.source, stored, phase: { kind: "saved" } });
  }

  /** What was typed while it was being saved is saved next. */
  #saved(stored: Stored): void {
    const { source } = this.#state;
    if (source === stored.source) return this.#settle(stored);
    this.#failures = 0;
    this.#effects.remember({ source, version: stored.version });
    this.#set({ stored, phase: { kind: "unsaved" } });
    this.#inTime("soon", pauseMs);
  }

  #tryAgain(problem: ProblemView | null): void {
    this.#set({ phase: { kind: "lost", problem } });
    this.#inTime("soon", againMs[Math.min(this.#failures, againMs.length - 1)] ?? pauseMs);
    this.#failures += 1;
  }

  async #refused(problem: ProblemView, sent: string): Promise<void> {
    const now = await this.#effects.look().catch(() => null);
    if (now === null) return this.#tryAgain(problem);
    if (now.state !== "open") return this.#set({ phase: { kind: "ended", as: now } });
    if (now.version === this.#state.stored.version) return this.#set({ phase: { kind: "refused", problem } });
    // It had arrived, and only the answer was lost.
    if (now.source === sent) return this.#saved(now);
    this.#meet(now);
  }

  /** Both began from what is stored here. */
  #meet(theirs: Stored): void {
    const { source: before, stored } = this.#state;
    this.#stop();
    const source = joinTexts(stored.source, before, theirs.source);
    if (source === null) return this.#set({ phase: { kind: "conflict", theirs } });
    this.#effects.remember({ source, version: theirs.version });
    this.#set({ source, stored: theirs, phase: { kind: "unsaved" }, news: { theirs, before, joined: true } });
    this.#inTime("soon", pauseMs);
  }
}

/** What passes by itself: a server that is busy, away or starting. */
function passes({ code }: ProblemView): boolean {
  return code === "unavailable" || code === "too_many" || code === "internal";
}
