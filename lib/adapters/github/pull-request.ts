import type { Octokit } from "octokit";
import { type GithubPullRequestPayload, githubPullRequestPayload } from "#lib/core/adapter/github-pull-request.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import {
  type Adapter,
  AdapterError,
  type AttemptContext,
  type Finding,
  type Progress,
  type Stopping,
} from "../adapter.ts";
import { type Failure, harmful, harmless } from "../failure.ts";
import { clientOf, githubAt } from "./client.ts";
import { forgetToken } from "./credential.ts";
import { probePull } from "./probe-pull.ts";
import { makeBranch, ownBranch, readBase } from "./pull-branch.ts";
import { pullFailure } from "./pull-failure.ts";
import { nothingToChange, numberOf, progressOfPull } from "./pull-progress.ts";
import { dress } from "./pull-review.ts";
import { closePull, findPull, isTwice, type Mark, markOf, openPull, type Pull, readPull } from "./pull.ts";

/** A pull request in GitHub: opened once, and followed until it is merged or closed. */
export const githubPullRequest: Adapter = { find, start, check, cancel, probe: probePull };

interface Work {
  context: AttemptContext;
  client: Octokit;
  payload: GithubPullRequestPayload;
  mark: Mark;
}

async function begin(context: AttemptContext): Promise<Work> {
  const payload = githubPullRequestPayload.parse(context.payload);
  return { context, client: await clientOf(context), payload, mark: markOf(context, payload) };
}

/** Each thing has a name that GitHub takes once, so that whatever an earlier attempt came to is gone on with. */
async function start(context: AttemptContext): Promise<Progress> {
  const work = await begin(context);
  try {
    const { client, payload, mark } = work;
    const known = await findPull(client, mark);
    if (known) return await adopt(work, known);
    const base = await readBase(client, payload);
    const made = (await ownBranch(client, mark)) || (await makeBranch(client, context, mark, payload, base));
    if (!made) return nothingToChange(mark.repository, base);
    return await dressed(work, await open(work, base.name));
  } catch (error) {
    throw error instanceof AdapterError ? error : harmless(failureOf(error, work));
  }
}

async function open(work: Work, base: string): Promise<Pull> {
  const { context, client, payload, mark } = work;
  await context.aboutToMake();
  try {
    const pull = await openPull(client, mark, { title: payload.title, body: signed(work), base });
    context.log(`Opened pull request #${pull.number} in ${mark.repository}.`);
    return pull;
  } catch (error) {
    if (!isTwice(error)) throw harmful(failureOf(error, work));
    const there = await findPull(client, mark, { ours: true });
    if (there) return there;
    // Lists lag: it is looked for like one whose answer was lost.
    throw new AdapterError(failureOf(error, work).problem, { effect: "maybe", repeat: false });
  }
}

/** The author's text, and below it where it comes from, with the key by which it is found again. */
function signed({ context: { request, requestUrl }, payload, mark }: Work): string {
  return `${payload.body}\n\n---\nOpened by PAO for [${request}](${requestUrl}).\n\n<!-- ${mark.label} -->`.trimStart();
}

/** Without a branch there is nothing that could be opened twice, and nothing that could be opened. */
async function find(context: AttemptContext): Promise<Finding> {
  const work = await begin(context);
  try {
    const pull = await findPull(work.client, work.mark);
    if (pull) return { found: await adopt(work, pull) };
    return (await ownBranch(work.client, work.mark)) ? { found: null, repeatable: true } : { found: null };
  } catch (error) {
    return { unknown: error instanceof AdapterError ? error.problem : failureOf(error, work).problem };
  }
}

async function adopt(work: Work, pull: Pull): Promise<Progress> {
  work.context.log(`Found pull request #${pull.number}, which an earlier attempt opened.`);
  return dressed(work, pull);
}

/** It is opened: where nothing more may be made, it is followed as it is. */
async function dressed({ context, client, payload, mark }: Work, pull: Pull): Promise<Progress> {
  const notes = await dress(client, context, mark.repository, pull, payload).catch((error: unknown) => {
    if (error instanceof AdapterError) return [];
    throw error;
  });
  for (const note of notes) context.log(note);
  return progressOfPull(mark.repository, pull, notes);
}

async function check(context: AttemptContext, reference: Reference): Promise<Progress> {
  const work = await begin(context);
  const repository = reference.data?.["repository"] ?? work.mark.repository;
  try {
    const pull = await readPull(work.client, repository, numberOf(reference));
    return progressOfPull(repository, pull, [], reference.data?.["status"]);
  } catch (error) {
    throw harmless(failureOf(error, work, `pull request ${reference.id}`));
  }
}

/** It is ours and nobody has merged it: it is closed, so that nobody reviews in vain. Its branch stays. */
async function cancel(context: AttemptContext, reference: Reference): Promise<Stopping> {
  const work = await begin(context);
  const repository = reference.data?.["repository"] ?? work.mark.repository;
  try {
    const before = await readPull(work.client, repository, numberOf(reference));
    const pull = before.state === "open" ? await closePull(work.client, repository, before.number) : before;
    const progress = progressOfPull(repository, pull, [], reference.data?.["status"]);
    if (progress.state !== "failed") return progress;
    return {
      state: "cancelled",
      ...(progress.reference ? { reference: progress.reference } : {}),
      note: closedNote(pull),
    };
  } catch (error) {
    throw harmless(failureOf(error, work, `pull request ${reference.id}`));
  }
}

const closedNote = ({ number }: Pull) => `pull request #${number} is closed; its branch stays`;

function failureOf(error: unknown, { context: { connection }, mark }: Work, what?: string): Failure {
  const failure = pullFailure(error, connection, mark.repository, what);
  // An app's token may be withdrawn before its time; the next attempt asks for another one.
  if (failure.problem.code === "github_unauthorised") forgetToken(githubAt(connection));
  return failure;
}
