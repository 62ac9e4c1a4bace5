import type { Issue } from "#lib/core/problem.ts";

/** What the check found in one file. */
export interface Report {
  /** As it was named on the command line, or found below a folder that was. */
  file: string;
  issues: readonly Issue[];
}

/** Ways to tell what was found. */
export const formats = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof formats)[number];

const render: Record<Format, (reports: readonly Report[], version: string) => string> = { text, json, sarif, github };

/** All that was found, as one text without a line's end. */
export function told(format: Format, reports: readonly Report[], version: string): string {
  return render[format](reports, version);
}

export function countOf(reports: readonly Report[], severity: Issue["severity"]): number {
  return reports.flatMap(({ issues }) => issues).filter((issue) => issue.severity === severity).length;
}

const each = (reports: readonly Report[]) =>
  reports.flatMap(({ file, issues }) => issues.map((issue) => ({ file, line: 1, column: 1, ...issue })));

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

function text(reports: readonly Report[]): string {
  const lines = each(reports).map(
    ({ file, line, column, severity, message }) => `${file}:${line}:${column}: ${severity}: ${message}`,
  );
  const counts = [plural(countOf(reports, "error"), "error"), plural(countOf(reports, "warning"), "warning")];
  return [...lines, `${plural(reports.length, "document")}: ${counts.join(", ")}.`].join("\n");
}

function json(reports: readonly Report[]): string {
  return JSON.stringify(reports, null, 2);
}

/** Annotations of a workflow run. Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function github(reports: readonly Report[]): string {
  const data = (value: string) => value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (value: string) => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const lines = each(reports).map(
    ({ file, line, column, severity, message }) =>
      `::${severity} file=${property(file)},line=${line},col=${column}::${data(message)}`,
  );
  return [...lines, text(reports).split("\n").at(-1) ?? ""].join("\n");
}

/** Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
function sarif(reports: readonly Report[], version: string): string {
  const results = each(reports).map(({ file, line, column, severity, message, path, fix }) => ({
    ruleId: "offering",
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: place(file, { startLine: line, startColumn: column }),
        ...(path === "" ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    ...(fix ? { fixes: [fixOf(file, fix)] } : {}),
  }));
  const rules = [{ id: "offering", shortDescription: { text: "An offering's document has to be right." } }];
  const driver = { name: "pao", version, rules };
  return JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [{ tool: { driver }, results }],
    },
    null,
    2,
  );
}

const place = (file: string, region: object) => ({
  artifactLocation: { uri: file.split(/[/\\]/).map(encodeURIComponent).join("/") },
  region,
});

function fixOf(file: string, { title, replacement, line, column, length }: NonNullable<Issue["fix"]>) {
  const deletedRegion = { startLine: line, startColumn: column, endLine: line, endColumn: column + length };
  const { artifactLocation } = place(file, {});
  const replacements = [{ deletedRegion, insertedContent: { text: replacement } }];
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}
