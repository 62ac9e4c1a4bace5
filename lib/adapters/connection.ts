import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "./adapter.ts";

/** Asks whether a connection works as it is configured: who it signs in as. Reads only; no answer means that it does not. */
export async function probeConnection(context: ProbeContext): Promise<Finding[]> {
  const findings = await ask(context);
  return findings.map((finding) => (finding.level === "unknown" ? { ...finding, level: "problem" } : finding));
}

async function ask(context: ProbeContext): Promise<Finding[]> {
  switch (context.connection?.kind) {
    case "github":
      return (await import("./github/probe-connection.ts")).probeGithub(context);
    case "jira":
      return (await import("./jira/probe-connection.ts")).probeJira(context);
    case "http":
      return (await import("./http/probe.ts")).probeHttp(context);
    case undefined:
      return [];
  }
}
