import { z } from "zod";
import type { RunResult } from "#lib/adapters/terraform/run.ts";

const file = z.strictObject({ base64: z.string(), executable: z.exactOptional(z.literal(true)) });

export const job = z.strictObject({
  holder: z.strictObject({ run: z.string(), request: z.string(), step: z.string() }),
  workspace: z.string(),
  effectKey: z.string(),
  mode: z.enum(["apply", "plan", "destroy"]),
  resumes: z.boolean(),
  folder: z.string(),
  files: z.record(z.string(), file),
  variables: z.record(z.string(), z.json()),
  confirmed: z.exactOptional(z.record(z.string(), z.string())),
  dataDir: z.string(),
});

/** What an engine says to the process that keeps a run. `go` answers `about-to-make`. */
export const toKeeper = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("run"), job, databaseUrl: z.string() }),
  z.strictObject({ say: z.literal("go"), may: z.boolean() }),
  z.strictObject({ say: z.literal("stop") }),
]);

/** What it answers. */
export const toEngine = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("log"), text: z.string() }),
  z.strictObject({ say: z.literal("about-to-make") }),
  z.strictObject({ say: z.literal("done"), result: z.custom<RunResult>((value) => typeof value === "object") }),
  z.strictObject({ say: z.literal("broke"), message: z.string() }),
]);

export type ToKeeper = z.infer<typeof toKeeper>;
export type ToEngine = z.infer<typeof toEngine>;
