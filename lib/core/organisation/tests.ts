import { listed } from "#lib/core/expression/nearest.ts";

interface Place {
  name: string;
  title: string;
  tests: boolean;
}

/** May drafts be tried there for real? In the sandbox nothing is real. */
export function takesTests({ tests }: Pick<Place, "tests">, sandbox: boolean): boolean {
  return tests || sandbox;
}

/** Why a draft can't be tried in an environment, and what to do; null where it can. That there is none of this name is for others to tell. */
export function whyNoTests(
  name: string,
  environments: readonly Place[],
  sandbox: boolean,
): { message: string; remedy: string } | null {
  const named = environments.find((one) => one.name === name);
  if (!named || takesTests(named, sandbox)) return null;
  const others = environments.filter((one) => takesTests(one, sandbox)).map((one) => one.name);
  return {
    message: `${named.title} is not marked for test orders.`,
    remedy: others.length > 0 ? `Choose ${listed(others, "or")}.` : "An admin marks one under Settings, Environments.",
  };
}
