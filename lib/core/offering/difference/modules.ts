import { type Difference, names } from "./difference.ts";

/** In what the modules of two revisions differ, by folder and the digest of their files: a document may stay as it is while they change. */
export function differentModules(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Difference[] {
  const { gone, come, stay } = names(before, after);
  const told = (sentence: string): Difference => ({ about: "fulfilment", sentence, path: "/fulfillment" });
  return [
    ...come.map((folder) => told(`It brings the module ${folder}.`)),
    ...gone.map((folder) => told(`It no longer brings the module ${folder}.`)),
    ...stay
      .filter((folder) => before[folder] !== after[folder])
      .map((folder) => told(`The files of ${folder} have changed.`)),
  ];
}
