const longestTail = 25;

/** A log's lines without times, colours, and the marks that are for GitHub's own view. */
export function logLines(log: string): string[] {
  return log.split(/\r?\n/).map((line) => line.replace(/^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]+Z /, ""));
}

// eslint-disable-next-line no-control-regex
const colour = /\u001b\[[\d;]*m/g;

/** What a failed job printed last: up to its last error, for after that only cleaning up is logged. */
export function tailOf(log: string): string {
  const lines = logLines(log).filter((line) => !/^(?:##\[(?:group|endgroup)\]|::pao-output )/.test(line));
  const error = lines.findLastIndex((line) => line.startsWith("##[error]"));
  const upTo = error === -1 ? lines.length : error + 1;
  return lines
    .slice(0, upTo)
    .map((line) =>
      line.replace(colour, "").replace(/^##\[(\w+)\]/, (_, kind: string) => (kind === "error" ? "Error: " : "")),
    )
    .filter((line) => line.trim() !== "")
    .slice(-longestTail)
    .join("\n");
}

/**
 * The values in a log: lines that begin with `::pao-output name=`. A script's own text, which GitHub shows as well,
 * begins with a colour or a command, never with the mark.
 */
export function outputsInLog(log: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of logLines(log)) {
    const [, name, value = ""] = /^::pao-output ([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) found[name] = value;
  }
  return found;
}
