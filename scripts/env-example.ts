import { writeFileSync } from "node:fs";
import path from "node:path";
import { describeEnv } from "#lib/env.ts";

writeFileSync(path.join(import.meta.dirname, "../.env.example"), describeEnv());
