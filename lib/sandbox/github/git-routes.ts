import { z } from "zod";
import { bodyObject, empty, json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { repositoryIn, signedIn, type GitHub } from "./context.ts";
import { commitBean, fileBean, refBean, treeBean } from "./git-bean.ts";
import type { Commit, Leaf } from "./git-object.ts";
import {
  createBranch,
  filesAt,
  filesOf,
  moveBranch,
  readBranch,
  readCommit,
  readText,
  readTree,
  writeFiles,
  writeObject,
} from "./git-store.ts";
import { notFound, refuse } from "./refuse.ts";
import { robot, type Repository } from "./site.ts";

const repo = "/github/api/v3/repos/:owner/:repo";

type Handler = (github: GitHub, repository: Repository, incoming: Incoming) => Promise<Answer>;

const handlers: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["GET", "/git/ref/*ref", getRef],
  ["POST", "/git/refs", createRef],
  ["DELETE", "/git/refs/*ref", deleteRef],
  ["GET", "/git/commits/:sha", getCommit],
  ["POST", "/git/commits", createCommit],
  ["GET", "/git/trees/:sha", getTree],
  ["POST", "/git/trees", createTree],
  ["GET", "/contents/*path", getContents],
];

export function gitRoutes(github: GitHub): Route[] {
  return handlers.map(([method, path, handler]) =>
    route(
      method,
      repo + path,
      signedIn(github, (incoming) => handler(github, writable(method, repositoryIn(incoming)), incoming)),
    ),
  );
}

/** An archived repository is for reading. */
export function writable(method: string, repository: Repository): Repository {
  if (method !== "GET" && repository.archived) throw refuse(403, "Repository was archived so is read-only.");
  return repository;
}

/** The body, in the shape that GitHub asks for. */
export function bodyAs<T>(schema: z.ZodType<T>, incoming: Incoming): T {
  const body = bodyObject(incoming);
  if (body === undefined) throw refuse(400, "Problems parsing JSON");
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw refuse(422, `Invalid request.\n\n"${issue?.path.join("/") ?? ""}": ${issue?.message ?? ""}`);
}

const branchIn = ({ params }: Incoming) => /^heads\/(.+)$/.exec(params["ref"] ?? "")?.[1];

async function getRef({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const branch = branchIn(incoming);
  const sha = branch && (await readBranch(sql, repository, branch));
  if (!branch || !sha) throw notFound();
  return json(200, refBean(repository, branch, sha, incoming));
}

const newRef = z.object({ ref: z.string(), sha: z.string() });

async function createRef({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const { ref, sha } = bodyAs(newRef, incoming);
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) throw refuse(422, `Reference name must start with 'refs/' and have at least 2 slashes.`);
  if ((await readCommit(sql, repository, sha)) === undefined) throw refuse(422, "Object does not exist");
  // What a ruleset of the repository says.
  if (branch.startsWith("release/"))
    throw refuse(422, "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n");
  if (!(await createBranch(sql, repository, branch, sha))) throw refuse(422, "Reference already exists");
  return json(201, refBean(repository, branch, sha, incoming));
}

async function deleteRef({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const branch = branchIn(incoming);
  if (!branch || !(await readBranch(sql, repository, branch))) throw refuse(422, "Reference does not exist");
  await moveBranch(sql, repository, branch, null);
  return empty(204);
}

async function getCommit({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const sha = incoming.params["sha"] ?? "";
  const commit = await readCommit(sql, repository, sha);
  if (commit === undefined) throw notFound();
  return json(200, commitBean(repository, sha, commit, incoming));
}

const newCommit = z.object({ message: z.string(), tree: z.string(), parents: z.array(z.string()).default([]) });

async function createCommit({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const { message, tree, parents } = bodyAs(newCommit, incoming);
  if ((await readTree(sql, repository, tree)) === undefined) throw refuse(422, "Tree SHA does not exist");
  for (const parent of parents)
    if ((await readCommit(sql, repository, parent)) === undefined) throw refuse(422, "Parent SHA does not exist");
  const commit: Commit = { kind: "commit", tree, parents, message, author: robot.login, at: new Date().toISOString() };
  const sha = await writeObject(sql, repository, commit);
  return json(201, commitBean(repository, sha, commit, incoming));
}

async function getTree({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const sha = incoming.params["sha"] ?? "";
  const entries = await readTree(sql, repository, sha);
  if (entries === undefined) throw notFound();
  return json(200, treeBean(repository, sha, entries, incoming));
}

const change = z.object({
  path: z.string().min(1),
  mode: z.enum(["100644", "100755"]),
  type: z.literal("blob"),
  content: z.string().optional(),
  sha: z.null().optional(),
});
const newTree = z.object({ base_tree: z.string().optional(), tree: z.array(change).min(1) });

async function createTree({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const { base_tree: base, tree } = bodyAs(newTree, incoming);
  if (base !== undefined && (await readTree(sql, repository, base)) === undefined)
    throw refuse(422, "base_tree is not a valid tree oid");
  const files = base === undefined ? new Map<string, Leaf>() : await filesOf(sql, repository, base);
  for (const { path, mode, content } of tree) {
    if (path.split("/").some((part) => /^(\.{0,2}|\.git)$/i.test(part)))
      throw refuse(422, "tree.path contains a malformed path component");
    if (content !== undefined)
      files.set(path, { mode, sha: await writeObject(sql, repository, { kind: "blob", text: content }) });
    else if (!files.delete(path)) throw refuse(422, "GitRPC::BadObjectState");
  }
  const sha = await writeFiles(sql, repository, files);
  return json(201, treeBean(repository, sha, (await readTree(sql, repository, sha)) ?? [], incoming));
}

async function getContents({ sql }: GitHub, repository: Repository, incoming: Incoming): Promise<Answer> {
  const path = incoming.params["path"] ?? "";
  const ref = incoming.query.get("ref") ?? "main";
  const commit = (await readBranch(sql, repository, ref)) ?? ref;
  if ((await readCommit(sql, repository, commit)) === undefined)
    throw refuse(404, `No commit found for the ref ${ref}`);
  const leaf = (await filesAt(sql, repository, commit)).get(path);
  const text = await readText(sql, repository, leaf?.sha);
  if (leaf === undefined || text === undefined) throw notFound();
  return json(200, fileBean(repository, { path, ref, sha: leaf.sha, text }, incoming));
}
