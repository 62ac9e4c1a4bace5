import { shaOfObject, treesOf, type GitObject, type Leaf } from "./git-object.ts";
import { refs, repositories, startedAt, workflowsOf, type Repository } from "./site.ts";

const service = (
  name: string,
  image: string,
  replicas: number,
) => `# One file for each service: what runs, and how often.
name: ${name}
image: registry.shop.example/${image}
replicas: ${replicas}
`;

/** What the repositories hold besides their workflows, when the sandbox begins. */
const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "acme/deployments": {
    "dev/cart.yaml": service("cart", "cart:1.4.0", 1),
    "prod/cart.yaml": service("cart", "cart:1.3.2", 3),
    "scripts/check.sh": "#!/bin/sh\nexec yamllint .\n",
  },
};

export interface Seed {
  objects: ReadonlyMap<string, GitObject>;
  /** Where every branch is at first. */
  commit: string;
}

const seeds = new Map(repositories.map((repository) => [repository.fullName, seedOf(repository)]));

export function seedFor({ fullName }: Repository): Seed {
  const seed = seeds.get(fullName);
  if (seed === undefined) throw new Error(`the sandbox has no files for ${fullName}`);
  return seed;
}

export const isSeedBranch = (name: string) => refs.includes(name);

function seedOf(repository: Repository): Seed {
  const objects = new Map<string, GitObject>();
  const files = new Map<string, Leaf>();
  const texts = {
    "README.md": `# ${repository.name}\n\n${repository.description}\n`,
    ...own[repository.fullName],
    ...Object.fromEntries(workflowsOf(repository).map(({ path, source }) => [path, source])),
  };
  for (const [path, text] of Object.entries(texts)) {
    const blob: GitObject = { kind: "blob", text };
    const sha = shaOfObject(blob);
    objects.set(sha, blob);
    files.set(path, { sha, mode: path.endsWith(".sh") ? "100755" : "100644" });
  }
  const { root, trees } = treesOf(files);
  for (const [sha, tree] of trees) objects.set(sha, tree);
  const commit: GitObject = {
    kind: "commit",
    tree: root,
    parents: [],
    message: "Begin",
    author: "kim",
    at: startedAt.toISOString(),
  };
  const sha = shaOfObject(commit);
  return { objects: objects.set(sha, commit), commit: sha };
}
