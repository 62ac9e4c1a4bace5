import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Dice } from "./dice.ts";
import { made } from "./effects.ts";
import type { Processes } from "./processes.ts";
import { outside, type Rest, type Who } from "./rest.ts";
import { longestDelayMs } from "./storm.ts";

/** A step that waits for a person. */
export interface Open {
  request: number;
  step: string;
  uses: string;
  state: "waiting" | "failed" | "uncertain";
  generation: number;
  attempts: number;
  reference: { id: string; data?: Record<string, string> } | null;
  code: string | null;
  /** The team that is asked for what a ticket's end has left open. */
  asked: string | null;
  /** The kinds of its outputs, by name. */
  outputs: Record<string, { schema?: { type?: string } | boolean }> | null;
}

/** What people did, and what they were told had failed, by reason. */
export interface Doings {
  done: Map<string, number>;
  reasons: Map<string, number>;
  uncertain: number;
}

const lookMs = 300;
const atOnce = 12;
/** A person looks again before they say that something did not happen: it may still be on its way. */
const doubtMs = longestDelayMs + 5000;
const mostRetries = 4;

/** Everybody who has to do something: teams with tickets, reviewers, the requester in front of a failure. */
export class People {
  readonly doings: Doings = { done: new Map(), reasons: new Map(), uncertain: 0 };
  /** Afterwards nobody says no any more, and all that can be repaired is. */
  calm = false;
  readonly #sql: Sql;
  readonly #processes: Processes;
  readonly #rest: Rest;
  readonly #dice: Dice;
  readonly #seen = new Map<string, { since: number; next: number }>();
  readonly #retries = new Map<string, number>();

  constructor(sql: Sql, processes: Processes, rest: Rest, dice: Dice) {
    this.#sql = sql;
    this.#processes = processes;
    this.#rest = rest;
    this.#dice = dice;
  }

  async work(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      // A database that is away tells nobody what there is to do.
      const open = await openSteps(this.#sql).catch(() => []);
      const due = open.filter((step) => this.#isDue(step)).slice(0, atOnce);
      await Promise.all(due.map((step) => this.#turnTo(step)));
      await pause(lookMs);
    }
  }

  #isDue(open: Open): boolean {
    const key = keyOf(open);
    const now = performance.now();
    const seen = this.#seen.get(key);
    if (seen) {
      if (seen.next > now) return false;
      seen.next = now + 1000;
      // Once all is calm nothing is on its way any more.
      return open.state !== "uncertain" || this.calm || now - seen.since > doubtMs;
    }
    if (open.state === "uncertain") this.doings.uncertain += 1;
    const of = open.state === "uncertain" ? ` of ${open.uses}` : "";
    if (open.state !== "waiting") add(this.doings.reasons, `${open.code ?? "no reason"}${of}`);
    this.#seen.set(key, { since: now, next: now + this.#dice.between(100, this.calm ? 300 : 2500) });
    return false;
  }

  /** What was answered is answered: PAO has to notice by itself, also when the webhook that would tell it is lost. */
  async #turnTo(open: Open): Promise<void> {
    const done = await this.#answer(open).catch(() => false);
    const seen = this.#seen.get(keyOf(open));
    if (done && seen && open.state === "waiting") seen.next = Infinity;
  }

  /** Whether it was done. */
  async #answer(open: Open): Promise<boolean> {
    if (open.state === "waiting" && !this.calm && this.#dice.happens(0.02))
      return this.#post("cancelled", `/requests/REQ-${open.request}/cancel`, {});
    if (open.state === "failed") return this.#helpOn(open);
    if (open.state === "uncertain") return this.#judge(open);
    if (open.uses === "manual") return this.#doTask(open);
    if (open.uses !== "jira-issue") return this.#review(open);
    return open.asked === null ? this.#closeTicket(open) : this.#answerFor(open);
  }

  #saysNo(): boolean {
    return !this.calm && this.#dice.happens(0.08);
  }

  async #doTask({ request, step }: Open): Promise<boolean> {
    const task = `/requests/REQ-${request}/steps/${step}`;
    if (this.#saysNo()) return this.#post("refused", `${task}/refuse`, { note: "Not today." }, "developer");
    return this.#post("tasks done", `${task}/complete`, { outputs: { answer: "42" } }, "developer");
  }

  /** The tickets that take the place of steps yield what those would have. */
  async #answerFor(open: Open): Promise<boolean> {
    const task = `/requests/REQ-${open.request}/steps/${open.step}/complete`;
    return this.#post("answered for a ticket", task, { outputs: byHand(open) }, "approver");
  }

  async #closeTicket({ reference }: Open): Promise<boolean> {
    const name = this.#saysNo() ? "Won't Do" : "Done";
    const path = `/jira/rest/api/3/issue/${reference?.data?.["issue"] ?? ""}/transitions`;
    const moved = await outside(this.#processes, "POST", path, {
      transition: { id: "31" },
      fields: { resolution: { name } },
    });
    if (moved?.status !== 204) return false;
    add(this.doings.done, `tickets closed: ${name}`);
    return true;
  }

  async #review({ reference }: Open): Promise<boolean> {
    const pull = `/github/api/v3/repos/${reference?.data?.["repository"]}/pulls/${reference?.data?.["number"]}`;
    const answer = this.#saysNo()
      ? await outside(this.#processes, "PATCH", pull, { state: "closed" })
      : await outside(this.#processes, "PUT", `${pull}/merge`, {});
    if (answer?.status !== 200) return false;
    add(this.doings.done, "pull requests reviewed");
    return true;
  }

  async #helpOn(open: Open): Promise<boolean> {
    const key = `${open.request}/${open.step}`;
    const tried = this.#retries.get(key) ?? 0;
    const path = `/requests/REQ-${open.request}`;
    if (tried >= mostRetries) add(this.doings.done, `given up: ${open.code}`);
    if (tried >= mostRetries || (!this.calm && this.#dice.happens(0.05))) {
      return this.#post("aborted", `${path}/abort`, {});
    }
    const { step } = open;
    if (!this.calm && this.#dice.happens(0.1)) return this.#post("escalated", `${path}/escalate`, { step });
    const retried = await this.#post("retried", `${path}/retry`, { step });
    if (retried) this.#retries.set(key, tried + 1);
    return retried;
  }

  /** Looks at the stand-in, as the page asks them to. */
  async #judge(open: Open): Promise<boolean> {
    const found = await made(this.#sql, open);
    const path = `/requests/REQ-${open.request}`;
    if (found === undefined) return this.#post("said: it did not happen", `${path}/retry`, { step: open.step });
    const body = { step: open.step, note: "It is there.", reference: found, outputs: byHand(open) };
    return this.#post("said: it happened", `${path}/resolve`, body);
  }

  /** Whether it was done. */
  async #post(what: string, path: string, body: object, who: Who = "admin"): Promise<boolean> {
    const answer = await this.#rest.post(who, path, body);
    if (answer === undefined || answer.status >= 500) return false;
    if (answer.status < 300) add(this.doings.done, what);
    // Somebody or something was first: that is no fault of anybody's.
    else if (answer.status !== 409) add(this.doings.done, `refused with ${answer.status}: ${what}: ${answer.text}`);
    return answer.status < 300;
  }
}

const keyOf = ({ request, step, state, attempts, asked }: Open) => [request, step, state, attempts, asked].join("/");

/** What a person says a step has yielded. A ticket yields key and address by itself. */
function byHand({ outputs, uses }: Open): Record<string, string | number> {
  const owed = Object.entries(outputs ?? {}).filter(
    ([name]) => uses !== "jira-issue" || !["key", "url"].includes(name),
  );
  return Object.fromEntries(
    owed.map(([name, { schema }]) => [name, typeof schema === "object" && schema.type === "integer" ? 1 : "by-hand"]),
  );
}

export function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

async function openSteps(sql: Sql): Promise<Open[]> {
  return sql<Open[]>`
    SELECT s.request::int AS request, s.id AS step, s.uses, s.state, s.generation, s.attempts, s.reference, s.problem->>'code' AS code,
      s.assigned_team AS asked, s.plan->'outputs' AS outputs
    FROM step s JOIN request r ON r.number = s.request
    WHERE r.state NOT IN ('aborted', 'rejected', 'cancelling')
      AND (s.state IN ('failed', 'uncertain')
        OR s.state = 'waiting' AND (s.uses = 'manual' OR s.uses IN ('jira-issue', 'github-pull-request') AND s.reference IS NOT NULL))
      AND NOT (s.state IN ('failed', 'uncertain') AND r.state = 'completed')
    ORDER BY s.request LIMIT 400`;
}
