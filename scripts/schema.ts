import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { offeringJsonSchema } from "#lib/core/offering/json-schema.ts";

/** Writes the JSON Schema that editors use for documents in offerings/. A test says when it is out of date. */
const target = fileURLToPath(new URL("../offerings/offering.schema.json", import.meta.url));
writeFileSync(target, `${JSON.stringify(offeringJsonSchema(), null, 2)}\n`);
process.stdout.write(`Wrote ${target}\n`);
