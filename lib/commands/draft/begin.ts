import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { addDraft, lastProposal, loadDraft, lockName, nameIsFree, openDraft, type DraftRow } from "#db/draft.ts";
import { listTeams } from "#db/organisation.ts";
import { loadPublished } from "#db/studio.ts";
import { may, whoIs, type Actor } from "#lib/core/access.ts";
import { foreign } from "#lib/core/offering/foreign.ts";
import { headOf } from "#lib/core/offering/head.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import { command, label, type Done } from "../command.ts";
import { authorise } from "../denied.ts";
import { differenceDetail } from "../offering/difference.ts";
import { documentText } from "./locked.ts";

const schema = z.strictObject({
  /** What is there and is to be changed. Left out for what is new: then the text says its name and its team. */
  offering: z.string().max(63).optional(),
  /** What to begin with; the published text when left out. */
  source: documentText.optional(),
  /** Who may write can propose as well. */
  proposal: z.boolean().default(false),
});

type Input = z.infer<typeof schema>;

/** Begins a draft, or a proposal for who may not write; goes on with the one that is open. */
export const beginDraft = command({
  verb: "draft.begin",
  schema,
  subject: ({ offering, source }) => `offering:${offering ?? headOf(source ?? "").name?.slice(0, 63) ?? "?"}`,
  handler: async ({ tx, actor, input }) =>
    input.offering === undefined ? beginNew(tx, actor, input) : beginOf(tx, actor, input.offering, input),
});

async function beginOf(tx: Transaction, actor: Actor, name: string, { source, proposal }: Input) {
  const published = await loadPublished(tx, name);
  const keeps = published && may(actor, { verb: "offering.write", owner: published.metadata.owner }).allowed;
  if (
    !published ||
    (published.hidden && !keeps) ||
    !may(actor, { verb: "catalog.read", ...published.metadata }).allowed
  )
    throw new Problem("not_found", `There is no offering “${name}”.`, { remedy: "Look it up in the catalog." });
  const { metadata, number } = published;
  const writes = !proposal && keeps === true;
  if (!writes) authorise(actor, { verb: "offering.propose", ...metadata });
  const beginning = { name, owner: metadata.owner, proposal: !writes, basedOn: number, published: published.source };
  return begun(tx, actor, beginning, source);
}

async function beginNew(tx: Transaction, actor: Actor, { source, proposal }: Input) {
  if (source === undefined)
    throw unfit("/offering", "Say which offering is to be changed, or give the text of a new one.");
  const { name, owner } = await newHead(tx, source);
  const writes = !proposal && may(actor, { verb: "offering.write", owner }).allowed;
  if (!writes) authorise(actor, { verb: "offering.propose", owner });
  await lockName(tx, name);
  if (!(await nameIsFree(tx, name, { proposal: !writes, who: whoIs(actor) })))
    throw new Problem("conflict", `There is an offering “${name}” already, or a draft of one.`, {
      remedy: "Give it another name, or begin a draft of what is there.",
      issues: [{ severity: "error", path: "/source", message: `The name ${name} is taken.` }],
    });
  return begun(tx, actor, { name, owner, proposal: !writes, basedOn: null, published: "" }, source);
}

/** A new one is found by its name, and its team's authors publish it; all else may still be missing. */
async function newHead(tx: Transaction, source: string): Promise<{ name: string; owner: string }> {
  const { name = "", owner = "" } = headOf(source);
  if (name === "")
    throw unfit("/source", foreign(source) ?? "metadata.name is missing: say what the offering is called.");
  const fits = offeringSchema.shape.metadata.shape.name.safeParse(name);
  if (!fits.success)
    throw unfit("/source", `metadata.name: ${fits.error.issues[0]?.message ?? "The offering needs a name."}`);
  if (owner === "")
    throw unfit("/source", foreign(source) ?? "metadata.owner is missing: say which team it belongs to.");
  if (!(await listTeams(tx)).some((team) => team.name === owner))
    throw unfit("/source", `metadata.owner: There is no team “${owner.slice(0, 63)}”.`);
  return { name, owner };
}

const unfit = (path: string, message: string) =>
  new Problem("invalid", message, { issues: [{ severity: "error", path, message }] });

interface Beginning {
  name: string;
  owner: string;
  proposal: boolean;
  basedOn: number | null;
  /** The text that is published now. */
  published: string;
}

async function begun(
  tx: Transaction,
  actor: Actor,
  { name, owner, proposal, basedOn, published }: Beginning,
  given: string | undefined,
): Promise<Done<ReturnType<typeof told>>> {
  const who = whoIs(actor);
  const source = given ?? published;
  const id = await addDraft(tx, { offering: name, owner, proposal, basedOn, source, who, by: label(actor) });
  const draft = id === undefined ? await openOne(tx, name, proposal, who) : await loadDraft(tx, id);
  if (!draft) throw new Problem("internal", "What stood in the way of a draft is one that is open.");
  if (id === undefined && given !== undefined && given !== draft.source) throw otherText(draft);
  const changed = source === published ? {} : differenceDetail(published, source);
  const detail = { draft: draft.id, proposal, ...(basedOn === null ? {} : { basedOn }), ...changed };
  return {
    value: told(draft, id !== undefined),
    subject: `offering:${name}`,
    detail,
    ...(id === undefined ? { nothing: true } : {}),
  };
}

const openOne = (tx: Transaction, name: string, proposal: boolean, who: string) =>
  proposal ? lastProposal(tx, name, who) : openDraft(tx, name);

const told = ({ id, offering, proposal, version, basedOn }: DraftRow, isNew: boolean) => ({
  id,
  offering,
  proposal,
  version,
  basedOn,
  /** False: it was open already. */
  begun: isNew,
});

const otherText = ({ savedBy, proposal, id }: DraftRow) =>
  new Problem("conflict", `There is an open ${proposal ? "proposal" : "draft"} already, saved by ${savedBy.name}.`, {
    remedy: `Save your text into it (PUT /drafts/${id}), or discard it first.`,
  });
