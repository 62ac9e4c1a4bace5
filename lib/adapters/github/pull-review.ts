import { type Octokit, RequestError } from "octokit";
import type { GithubPullRequestPayload } from "#lib/core/adapter/github-pull-request.ts";
import type { AttemptContext } from "../adapter.ts";
import { partsOf } from "./client.ts";
import type { Pull } from "./pull.ts";

interface Asked {
  reviewers: string[];
  team_reviewers: string[];
}

interface Place {
  client: Octokit;
  making: Pick<AttemptContext, "aboutToMake">;
  repository: string;
  number: number;
}

/**
 * Asks for reviews and puts labels on, unless an earlier attempt did. Answers what GitHub refused, in words: the pull
 * request stands without it, and people can ask each other.
 */
export async function dress(
  client: Octokit,
  making: Pick<AttemptContext, "aboutToMake">,
  repository: string,
  pull: Pull,
  { reviewers, teamReviewers, labels }: GithubPullRequestPayload,
): Promise<string[]> {
  if (pull.state !== "open") return [];
  const wanted = [...reviewers, ...teamReviewers];
  const notes: string[] = [];
  const at: Place = { client, making, repository, number: pull.number };
  if (wanted.length > 0 && pull.reviewers.length === 0)
    notes.push(...(await ask(at, { reviewers, team_reviewers: teamReviewers })));
  const missing = labels.filter((label) => !pull.labels.includes(label));
  if (missing.length > 0) notes.push(...(await label(at, missing)));
  return notes;
}

/** All at once; where one of them may not, each by itself, so that the others are asked. */
async function ask(at: Place, asked: Asked): Promise<string[]> {
  const { client, repository, number } = at;
  const refused = await refusal(at, () =>
    client.rest.pulls.requestReviewers({ ...partsOf(repository), pull_number: number, ...asked }),
  );
  if (refused === undefined) return [];
  const each: Asked[] = [
    ...asked.reviewers.map((one) => ({ reviewers: [one], team_reviewers: [] })),
    ...asked.team_reviewers.map((one) => ({ reviewers: [], team_reviewers: [one] })),
  ];
  if (each.length === 1) return [noted(asked, refused)];
  const notes: string[] = [];
  for (const one of each) notes.push(...(await ask(at, one)));
  return notes;
}

function noted({ reviewers, team_reviewers: teams }: Asked, refused: string): string {
  return `${[...reviewers, ...teams.map((team) => `team ${team}`)].join(", ")} can't be asked to review: ${refused}`;
}

async function label(at: Place, labels: string[]): Promise<string[]> {
  const { client, repository, number } = at;
  const refused = await refusal(at, () =>
    client.rest.issues.addLabels({ ...partsOf(repository), issue_number: number, labels }),
  );
  return refused === undefined ? [] : [`the labels ${labels.join(", ")} can't be put on: ${refused}`];
}

/** What GitHub says where it will say the same again; undefined when it did what it was asked. */
async function refusal({ making }: Place, call: () => Promise<unknown>): Promise<string | undefined> {
  await making.aboutToMake({ repeatable: true });
  try {
    await call();
    return undefined;
  } catch (error) {
    const lasting = error instanceof RequestError && [404, 410, 422].includes(error.status);
    const forbidden = error instanceof RequestError && error.status === 403 && !/rate limit|abuse/i.test(error.message);
    if (!lasting && !forbidden) throw error;
    // Whole: where it is kept it is cut, and a secret cut in two would not be found there.
    return error.message.replace(/ - https?:\S+$/, "");
  }
}
