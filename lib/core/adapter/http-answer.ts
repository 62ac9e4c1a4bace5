import { at, canonical } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { HttpCondition, HttpPayload } from "./http-config.ts";

/** Is this status one that was expected? */
export function isExpected(expect: HttpPayload["expect"], status: number): boolean {
  return (expect ?? ["200-299"]).some((one) => {
    if (typeof one === "number") return one === status;
    const [from = "", to = ""] = one.split("-");
    return status >= Number(from) && status <= Number(to);
  });
}

/** Does an answer hold what a condition of `wait` asks for? */
export function holds(answer: Json, condition: HttpCondition): boolean {
  const found = at(answer, condition.pointer);
  if (found === undefined) return false;
  const wanted = condition.in ?? (condition.equals === undefined ? [] : [condition.equals]);
  return wanted.some((one) => canonical(one) === canonical(found));
}

/** The thing a `find` looks for, in the answer it got: the first that matches; undefined when there is none. */
export function findIn(answer: Json, find: NonNullable<HttpPayload["find"]>): Json | undefined {
  const taken = at(answer, find.take ?? "");
  const candidates = Array.isArray(taken) ? taken : taken === undefined || taken === null ? [] : [taken];
  return candidates.find((one) =>
    Object.entries(find.match ?? {}).every(([pointer, equals]) => holds(one, { pointer, equals })),
  );
}
