import { createHash } from "node:crypto";

/** An entry of a tree, named as GitHub's API does. */
export type Entry = {
  path: string;
  mode: string;
  type: "blob" | "tree";
  sha: string;
};
export type Commit = {
  kind: "commit";
  tree: string;
  parents: string[];
  message: string;
  author: string;
  /** ISO 8601. */
  at: string;
};
export type GitObject = { kind: "blob"; text: string } | { kind: "tree"; entries: Entry[] } | Commit;

/** What git itself calls it: so that equal trees have equal names. */
export function shaOfObject(object: GitObject): string {
  const body = bytesOf(object);
  return createHash("sha1").update(`${object.kind} ${body.length}\0`).update(body).digest("hex");
}

function bytesOf(object: GitObject): Buffer {
  if (object.kind === "blob") return Buffer.from(object.text);
  if (object.kind === "tree") {
    const sorted = object.entries.toSorted((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
    return Buffer.concat(
      sorted.flatMap(({ mode, path, sha }) => [
        Buffer.from(`${mode.replace(/^0/, "")} ${path}\0`),
        Buffer.from(sha, "hex"),
      ]),
    );
  }
  const { tree, parents, message, author, at } = object;
  const who = `${author} <${author}@sandbox.example> ${Math.floor(Date.parse(at) / 1000)} +0000`;
  const lines = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`];
  return Buffer.from(`${lines.join("\n")}\n\n${message}`);
}

const sortName = ({ path, type }: Entry) => (type === "tree" ? `${path}/` : path);

/** A file by its whole path. */
export interface Leaf {
  mode: string;
  sha: string;
}

/** The trees that hold these files, the root last. */
export function treesOf(files: ReadonlyMap<string, Leaf>): { root: string; trees: Map<string, GitObject> } {
  const trees = new Map<string, GitObject>();
  const folders = new Map<string, Map<string, Leaf>>();
  const entries: Entry[] = [];
  for (const [path, leaf] of files) {
    const [name = "", ...rest] = path.split("/");
    if (rest.length === 0) {
      entries.push({ path: name, type: "blob", ...leaf });
      continue;
    }
    const folder = folders.get(name) ?? new Map<string, Leaf>();
    folders.set(name, folder.set(rest.join("/"), leaf));
  }
  for (const [name, folder] of folders) {
    const below = treesOf(folder);
    for (const [sha, tree] of below.trees) trees.set(sha, tree);
    entries.push({ path: name, mode: "040000", type: "tree", sha: below.root });
  }
  const root: GitObject = { kind: "tree", entries };
  const sha = shaOfObject(root);
  return { root: sha, trees: trees.set(sha, root) };
}
