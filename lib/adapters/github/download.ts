import { strFromU8, unzipSync } from "fflate";
import { type Octokit, RequestError } from "octokit";
import type { Json } from "#lib/core/json.ts";
import { partsOf } from "./client.ts";

const longestLog = 8 * 1024 * 1024;
const largestFile = 1024 * 1024;
const longestCallMs = 30_000;

export const artifactName = "pao-outputs";
const fileName = "outputs.json";

/** A job's log, or its end where it is very long; undefined while GitHub does not hand it out. */
export async function readJobLog(
  client: Octokit,
  repository: string,
  job: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { headers } = await client.rest.actions.downloadJobLogsForWorkflowRun({
      ...partsOf(repository),
      job_id: job,
      request: { redirect: "manual" },
    });
    const bytes = await fetched(headers.location, signal, longestLog, "end");
    return bytes && strFromU8(bytes);
  } catch (error) {
    if (error instanceof RequestError && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
}

/** What outputs.json of the artifact `pao-outputs` holds; undefined when there is none that can be read. */
export async function readArtifact(
  client: Octokit,
  repository: string,
  run: string,
  signal: AbortSignal,
): Promise<Json | undefined> {
  const { data } = await client.rest.actions.listWorkflowRunArtifacts({
    ...partsOf(repository),
    run_id: Number(run),
    name: artifactName,
  });
  const [newest] = data.artifacts.filter(({ expired }) => !expired).sort((a, b) => b.id - a.id);
  if (!newest) return undefined;
  const { headers } = await client.rest.actions.downloadArtifact({
    ...partsOf(repository),
    artifact_id: newest.id,
    archive_format: "zip",
    request: { redirect: "manual" },
  });
  const zip = await fetched(headers.location, signal, largestFile, "nothing");
  return zip && parsed(zip);
}

/** GitHub hands these out at a signed address elsewhere, which gets no credential of ours. */
async function fetched(
  location: string | undefined,
  signal: AbortSignal,
  most: number,
  tooLong: "end" | "nothing",
): Promise<Uint8Array | undefined> {
  if (location === undefined) return undefined;
  const response = await fetch(location, { signal: AbortSignal.any([signal, AbortSignal.timeout(longestCallMs)]) });
  if (!response.ok) return undefined;
  let bytes = Buffer.alloc(0);
  for await (const chunk of response.body ?? []) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length <= most) continue;
    if (tooLong === "nothing") return undefined;
    bytes = bytes.subarray(bytes.length - most);
  }
  return bytes;
}

function parsed(zip: Uint8Array): Json | undefined {
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => name === fileName && originalSize <= largestFile,
    });
    const file = files[fileName];
    // What JSON.parse answers is JSON.
    return file && (JSON.parse(strFromU8(file)) as Json);
  } catch {
    // No zip, or no JSON: the missing outputs are named to the requester.
    return undefined;
  }
}
