import { z } from "zod";

/** Kinds of settings. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);

export const flag = z.enum(["0", "1"], "must be 0 or 1");

export const webAddress = z.url({
  protocol: /^https?$/,
  error: "must be an address that starts with http:// or https://",
});
