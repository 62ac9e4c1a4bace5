import { sql } from "drizzle-orm";
import { isFinal, type RequestState, requestStates, type StepState } from "#lib/core/lifecycle/states.ts";
import type { Reader } from "./client.ts";
import { request, step } from "./tables.ts";

// Counted anew for each who asks, so every one of these reads an index and no more rows than are open.

/** Wake-ups that are due and that nobody has fetched, by queue, with how long the oldest has been due. */
export function queueFigures(on: Reader) {
  return on.execute<{ queue: string; jobs: number; oldest: number }>(sql`
    select name as queue, count(*)::int as jobs,
      greatest(0, extract(epoch from now() - min(greatest(start_after, created_on))))::float8 as oldest
    from pgboss.job where state < 'active' and not blocked and start_after <= now() group by name`);
}

/** Test orders are nobody's requests; their steps are work of an engine all the same. */
export function requestFigures(on: Reader) {
  return on.execute<{ state: RequestState; requests: number }>(
    sql`select state, count(*)::int as requests from ${request} where not test group by state`,
  );
}

/** Requests that are not over, by what was ordered, the most first. */
export function openFigures(on: Reader) {
  return on.execute<{ offering: string; requests: number }>(sql`
    select offering, count(*)::int as requests from ${request}
    where state = any(${open}) and not test group by offering order by requests desc, offering`);
}

/** Steps of requests that are not over, and those that requests which are over left waiting. */
export function stepFigures(on: Reader) {
  return on.execute<{ adapter: string; state: StepState; steps: number }>(sql`
    select uses as adapter, state, count(*)::int as steps from (
      select s.uses, s.state from ${request} r join ${step} s on s.request = r.number
      where r.state = any(${open}) and s.state <> 'waiting'
      union all select uses, state from ${step} where state = 'waiting'
    ) as counted group by uses, state`);
}

const open = sql`${`{${requestStates.filter((state) => !isFinal(state)).join(",")}}`}::text[]`;
