import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { takeFaults, type Fault, type Target } from "#lib/sandbox/control/fault.ts";
import { recordAnswer, recordRequest } from "#lib/sandbox/control/received.ts";
import { controlRoutes } from "#lib/sandbox/control/routes.ts";
import type { GitHub } from "#lib/sandbox/github/context.ts";
import { gitRoutes } from "#lib/sandbox/github/git-routes.ts";
import { githubPages } from "#lib/sandbox/github/pages.ts";
import { pullPages } from "#lib/sandbox/github/pull-pages.ts";
import { pullRoutes } from "#lib/sandbox/github/pull-routes.ts";
import { failure as githubFailure } from "#lib/sandbox/github/refuse.ts";
import { repositoryRoutes } from "#lib/sandbox/github/repository-routes.ts";
import { downloadRoutes, runRoutes } from "#lib/sandbox/github/run-routes.ts";
import { createSender } from "#lib/sandbox/github/webhook.ts";
import { issueRoutes } from "#lib/sandbox/jira/issue-routes.ts";
import { jiraPages } from "#lib/sandbox/jira/pages.ts";
import { failure } from "#lib/sandbox/jira/refuse.ts";
import { searchRoutes } from "#lib/sandbox/jira/search-routes.ts";
import { siteRoutes } from "#lib/sandbox/jira/site-routes.ts";
import { createTeller } from "#lib/sandbox/jira/webhook.ts";
import { homePage } from "#lib/sandbox/pages/home.ts";
import { notFoundPage, type Frame } from "#lib/sandbox/pages/frame.ts";
import { styleRoute } from "#lib/sandbox/pages/style.ts";
import { platformPages } from "#lib/sandbox/platform/pages.ts";
import { platformRoutes } from "#lib/sandbox/platform/routes.ts";
import { empty, json, Refusal, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { listen, type Outcome } from "#lib/sandbox/server/listen.ts";
import { findRoute, type Route } from "#lib/sandbox/server/route.ts";
import { createPost, type Hooks } from "#lib/sandbox/webhook/post.ts";
import { openStore } from "./store.ts";

export interface SandboxOptions {
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
  /** How late what is new shows up in Jira's search and in the lists of GitHub and the platform. */
  lagMs: number;
  /** Where PAO itself is, for the link back. */
  mainUrl: string;
  /** Where GitHub and Jira send their webhooks; nowhere when left out. */
  webhooks?: Hooks;
}

export interface Sandbox {
  url: string;
  close(): Promise<void>;
}

/** Starts the stand-ins for Jira, GitHub and a platform API on 127.0.0.1. Their state outlives them in the schema `sandbox`. */
export async function createSandbox({ databaseUrl, port, lagMs, mainUrl, webhooks }: SandboxOptions): Promise<Sandbox> {
  const sql = await openStore(databaseUrl);
  const frame: Frame = { mainUrl };
  const post = createPost(sql, webhooks);
  const jira = { sql, lagMs, ...createTeller(sql, post) };
  const sender = createSender(sql, post);
  const github: GitHub = { sql, lagMs, began: sender.follow, tell: sender.tell };
  const apis: Record<Target, readonly Route[]> = {
    jira: [...siteRoutes(), ...searchRoutes(jira), ...issueRoutes(jira)],
    github: [...repositoryRoutes(github), ...runRoutes(github), ...gitRoutes(github), ...pullRoutes(github)],
    platform: platformRoutes(sql, lagMs),
  };
  const rest = [
    homePage(sql, frame),
    styleRoute(),
    ...controlRoutes(sql),
    ...jiraPages(jira, frame),
    ...githubPages(github, frame),
    ...pullPages(github, frame),
    ...downloadRoutes(github),
    ...platformPages(sql, frame),
  ];
  const serve = async (incoming: Incoming): Promise<Outcome> => {
    const target = targetOf(incoming.path);
    if (target !== undefined) return serveApi(sql, target, apis[target], incoming);
    return { answer: (await answer(rest, incoming)) ?? notFoundPage(frame) };
  };
  try {
    const server = await listen(port, mainUrl, serve);
    const close = () => {
      post.close();
      return server.close().then(() => sql.end({ timeout: 5 }));
    };
    return { url: server.url, close };
  } catch (error) {
    await sql.end({ timeout: 5 });
    throw error;
  }
}

function targetOf(path: string): Target | undefined {
  if (path.startsWith("/jira/rest/")) return "jira";
  if (path.startsWith("/github/api/")) return "github";
  return path.startsWith("/platform/v1/") ? "platform" : undefined;
}

/** One call to a stand-in: recorded, struck by the faults that are set for it, answered. */
async function serveApi(sql: Sql, target: Target, routes: readonly Route[], incoming: Incoming): Promise<Outcome> {
  const record = await recordRequest(sql, target, incoming);
  const faults = await takeFaults(sql, target, incoming);
  const slow = faults.find((each) => each.fault === "slow");
  if (slow !== undefined) await pause(slow.delayMs);
  const outcome = await struck(
    target,
    routes,
    incoming,
    faults.find((each) => each !== slow),
  );
  const status = "drop" in outcome ? null : outcome.answer.status;
  await recordAnswer(sql, record, status, faults.map((each) => each.fault).join(" + ") || null);
  return outcome;
}

async function struck(
  target: Target,
  routes: readonly Route[],
  incoming: Incoming,
  fault: Fault | undefined,
): Promise<Outcome> {
  if (fault?.fault === "drop-before-effect") return { drop: true };
  if (fault !== undefined && fault.fault !== "drop-after-effect") return { answer: faultAnswer(target, fault) };
  const given = (await answer(routes, incoming)) ?? say(target, 404, "There is nothing at this address.");
  return fault === undefined ? { answer: given } : { drop: true };
}

function faultAnswer(target: Target, fault: Fault): Answer {
  if (fault.fault === "unauthorised") return say(target, 401, "The sandbox was told to refuse these credentials.");
  if (fault.fault === "error") return say(target, fault.status, "The sandbox was told to answer with an error.");
  const limited = say(target, 429, tooMany[target]);
  return { ...limited, headers: { ...limited.headers, "retry-after": String(fault.retryAfterSeconds) } };
}

const tooMany: Record<Target, string> = {
  jira: "The sandbox was told to answer that there are too many requests.",
  github: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  platform: "The sandbox was told to answer that there are too many requests.",
};

function say(target: Target, status: number, message: string): Answer {
  if (target === "jira") return failure(status, [message]);
  return target === "github" ? githubFailure(status, message) : json(status, { code: `status_${status}`, message });
}

/** Undefined when no route knows the path. */
async function answer(routes: readonly Route[], incoming: Incoming): Promise<Answer | undefined> {
  const found = findRoute(routes, incoming.method, incoming.path);
  if ("otherMethods" in found) {
    return found.otherMethods.length === 0 ? undefined : empty(405, { allow: found.otherMethods.join(", ") });
  }
  try {
    return await found.route.handle({ ...incoming, params: found.params });
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
