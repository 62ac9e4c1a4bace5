import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { countOf, type Format, formats, type Report, told } from "./report.ts";
import { checkFile, checkText, type Folder, openFolder } from "./validate.ts";

const help = `pao ${packageJson.version}: checks documents of offerings, without a database and without asking anything outside.

  pao validate <file, folder or - for standard input> …

  --format <${formats.join(" | ")}>   how to tell (text; github in a GitHub workflow)
  --offerings <folder>                  where other offerings and modules/ lie (the file's own folder)
  --terraform-sources <list>            as PAO_TERRAFORM_SOURCES
  --strict                              warnings count as errors

Ends with 0 when all is right, 1 when a document is not, 2 when it could not be asked that way.
`;

class Usage extends Error {}

interface Asked {
  places: string[];
  format: Format;
  offerings: string | undefined;
  sources: string;
  strict: boolean;
}

function asked(words: string[]): Asked | "help" | "version" {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      format: { type: "string" },
      offerings: { type: "string" },
      "terraform-sources": { type: "string", default: "" },
      strict: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
  });
  if (values.help || words.length === 0) return "help";
  if (values.version) return "version";
  const [verb, ...places] = positionals;
  if (verb !== "validate") throw new Usage(`pao knows validate, not ${verb ?? "nothing"}.`);
  if (places.length === 0) throw new Usage("Name the documents to check, or a folder of them.");
  const { format, offerings, "terraform-sources": sources, strict } = values;
  return { places, format: formatOf(format), offerings, sources, strict };
}

function formatOf(given: string | undefined): Format {
  const known = formats.find((format) => format === given);
  if (known) return known;
  if (given !== undefined) throw new Usage(`There is no format ${given}: it is one of ${formats.join(", ")}.`);
  return process.env["GITHUB_ACTIONS"] === "true" ? "github" : "text";
}

async function reportsOf({ places, offerings, sources }: Asked): Promise<Report[]> {
  const folders = new Map<string, Promise<Folder>>();
  const open = (directory: string): Promise<Folder> => {
    const place = path.resolve(offerings ?? directory);
    const folder = folders.get(place) ?? openFolder(place, sources);
    folders.set(place, folder);
    return folder;
  };
  const reports: Report[] = [];
  for (const place of places)
    if (place === "-") reports.push({ file: "-", issues: checkText(await open("."), readFileSync(0, "utf8")) });
    else if (isFolder(place)) reports.push(...allOf(await openFolder(place, sources), place));
    else reports.push(reportOf(await open(path.dirname(place)), place, offerings));
  return reports;
}

function allOf(folder: Folder, place: string): Report[] {
  if (folder.files.length === 0) throw new Usage(`There are no documents in ${place}.`);
  const files = folder.files.map(({ file }) => path.join(place, path.basename(file)));
  return files.map((file) => reportOf(folder, file, place));
}

/** A file that lies elsewhere, or that PAO would pass over, is judged as a text. */
function reportOf(folder: Folder, file: string, offerings: string | undefined): Report {
  const inside = offerings === undefined || path.resolve(offerings) === path.resolve(path.dirname(file));
  const issues = inside ? checkFile(folder, file) : null;
  return { file, issues: issues ?? checkText(folder, readFileSync(file, "utf8")) };
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    throw new Usage(`${place} is not there, or can't be read.`);
  }
}

async function main(): Promise<number> {
  const wanted = asked(process.argv.slice(2));
  if (wanted === "help") return say(help.trimEnd(), 0);
  if (wanted === "version") return say(packageJson.version, 0);
  const reports = await reportsOf(wanted);
  const wrong = countOf(reports, "error") + (wanted.strict ? countOf(reports, "warning") : 0);
  return say(told(wanted.format, reports, packageJson.version), wrong === 0 ? 0 : 1);
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

// `| head` has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof Usage || (error instanceof TypeError && "code" in error);
  // Node adds advice about arguments that begin with a dash.
  const [sentence] = known ? error.message.split(". To specify", 1) : [String(error)];
  process.stderr.write(`${sentence}\n${known ? "pao --help says more.\n" : ""}`);
  process.exitCode = 2;
}
