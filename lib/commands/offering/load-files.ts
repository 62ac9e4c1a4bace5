import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { circular, inOrder, otherwiseNamed } from "#lib/core/offering/folder.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import { database, type Transaction } from "#db/client.ts";
import { listLoaded, lockPublishing, noteBrokenFile, setOffering } from "#db/offering.ts";
import { checkWithChildren } from "./children.ts";
import { checkContext } from "./context.ts";
import { readOfferingFiles, type OfferingFile } from "./files.ts";
import { notPlain } from "../plain.ts";
import { readModules } from "./modules.ts";
import { propose, withdraw } from "./propose.ts";
import { publish } from "./publish.ts";
import { recompose } from "./recompose.ts";

/** What loading the folder came to. */
export interface Loaded {
  published: { name: string; revision: number }[];
  /** Files that changed after an edit in the studio: their offerings' owners publish or decline what they say now. */
  proposed: string[];
  hidden: string[];
  /** Files that are not right; what was good before goes on being offered. */
  broken: { file: string; issues: Issue[] }[];
}

type Known = Awaited<ReturnType<typeof listLoaded>>[number];

/** Makes revisions of the files that changed since they were last loaded. Quick when none did. One process at a time. */
export async function loadFiles(directory: string): Promise<Loaded> {
  const modules = await readModules(directory);
  const files = inOrder(await readOfferingFiles(directory, modules));
  return database().transaction(async (tx) => {
    await lockPublishing(tx);
    const known = new Map((await listLoaded(tx)).map((row) => [row.name, row]));
    const loaded: Loaded = { published: [], proposed: [], hidden: [], broken: [] };
    const context = await checkContext(
      tx,
      files.map(({ name }) => name),
      Object.fromEntries(modules),
    );
    const seen = new Set<string>();
    for (const file of files) {
      const obstacle = seen.has(file.name) ? twice(file) : circular(file, files);
      await loadOne(tx, file, obstacle, known.get(file.name), { context, modules }, loaded);
      seen.add(file.name);
    }
    loaded.hidden = await hideMissing(tx, known, seen);
    await recomposeAll(tx, files, context, loaded);
    return loaded;
  });
}

/** What is made of others follows when these were published, whether its own file has changed or not. */
async function recomposeAll(
  tx: Transaction,
  files: readonly OfferingFile[],
  context: CheckContext,
  loaded: Loaded,
): Promise<void> {
  const { published, unfit } = await recompose(tx, "start", context);
  loaded.published.push(...published);
  for (const { name, issues } of unfit)
    loaded.broken.push({ file: files.find((file) => file.name === name)?.file ?? name, issues });
}

const atBeginning = { severity: "error", path: "", line: 1, column: 1 } as const;

function twice({ file }: OfferingFile): Issue {
  return { ...atBeginning, message: `Another file has the same name with another ending; ${file} is left out.` };
}

async function loadOne(
  tx: Transaction,
  file: OfferingFile,
  obstacle: Issue | null,
  before: Known | undefined,
  { context, modules }: { context: CheckContext; modules: ReadonlyMap<string, ModuleBundle> },
  loaded: Loaded,
): Promise<void> {
  if (obstacle) return void loaded.broken.push({ file: file.file, issues: [obstacle] });
  // The file is back after it was gone.
  if (before?.hidden && before.current !== null) await setOffering(tx, file.name, { hidden: false });
  // What was not right is judged anew: the team or the connection it names may have come since.
  if (before?.fileDigest === file.digest && before.fileIssues === null) return;
  const { offering, issues } = await judged(tx, file, context);
  if (!offering) {
    await noteBrokenFile(tx, file.name, file.digest, issues);
    loaded.broken.push({ file: file.file, issues });
  } else if (before?.origin === "studio") {
    await setOffering(tx, file.name, { fileDigest: file.digest, fileIssues: null, hidden: false });
    if (await proposeFile(tx, file, offering, before)) loaded.proposed.push(file.name);
  } else {
    const brought = modulesOf(offering).flatMap((folder) => modules.get(folder) ?? []);
    const { source, digest } = file;
    const given = { document: offering, source, digest, origin: "file", modules: brought } as const;
    loaded.published.push({ name: file.name, revision: await publish(tx, "start", given, file.file) });
  }
}

/** What was edited in the studio is not overwritten by its file. False when the file says what is published. */
async function proposeFile(
  tx: Transaction,
  file: OfferingFile,
  { metadata }: Offering,
  before: Known,
): Promise<boolean> {
  const { name, source, file: from } = file;
  const says = before.digest === file.digest;
  const note = `${from}, or a module that it runs, has changed since this was edited in the studio.`;
  if (says) await withdraw(tx, name);
  else await propose(tx, { offering: name, source, basedOn: before.current, owner: metadata.owner, note });
  return !says;
}

/** A document without errors whose name is its file's. */
async function judged(
  tx: Transaction,
  file: OfferingFile,
  context: CheckContext,
): Promise<{ offering: Offering | null; issues: Issue[] }> {
  const { offering, issues } = await checkWithChildren(tx, file.source, context);
  const errors = issues.filter(({ severity }) => severity === "error").map(storable);
  const unfit = offering ? notPlain(offering) : null;
  if (unfit) errors.push({ ...unfit, line: 1, column: 1 });
  const misnamed = offering ? otherwiseNamed(offering, file.name) : null;
  if (misnamed) errors.push(misnamed);
  return { offering: errors.length === 0 && offering ? offering : null, issues: errors };
}

/** A broken file may hold anything, and sentences quote from it. */
const storable = (issue: Issue): Issue => ({
  ...issue,
  message: issue.message.replaceAll("\0", "\uFFFD").toWellFormed(),
});

async function hideMissing(
  tx: Transaction,
  known: ReadonlyMap<string, Known>,
  seen: ReadonlySet<string>,
): Promise<string[]> {
  const gone = [...known.values()].filter(
    // What was edited in the studio since lives on without its file.
    ({ name, hidden, fileDigest, origin }) => !hidden && fileDigest !== null && origin !== "studio" && !seen.has(name),
  );
  for (const { name } of gone) await setOffering(tx, name, { hidden: true });
  // What was never right was never offered: then nothing is missing now.
  return gone.flatMap(({ name, current }) => (current === null ? [] : [name]));
}
