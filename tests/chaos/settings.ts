import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const schema = z.strictObject({
  /** Another one each time, so that repeated runs see more; it is said, so that one can be repeated. */
  seed: whole(0, 2 ** 31).default(() => Date.now() % 100_000),
  minutes: whole(1, 120).default(5),
  orders: whole(1, 5000).optional(),
  keep: z.enum(["yes", "no"]).default("no"),
});

/** Reads `seed=7 minutes=3`. */
export function settings(words: readonly string[]) {
  const parsed = schema.safeParse(Object.fromEntries(words.map((word) => word.split("=", 2))));
  if (!parsed.success)
    throw new Problem("invalid", z.prettifyError(parsed.error), { remedy: "Say for instance: seed=7 minutes=5." });
  const { keep, minutes, orders = minutes * 60, seed } = parsed.data;
  return { seed, minutes, orders, keep: keep === "yes" };
}
