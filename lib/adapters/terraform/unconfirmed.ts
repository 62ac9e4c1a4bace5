import type { StepProblem } from "#lib/core/problem.ts";

type Changes = Readonly<Record<string, string>>;

/**
 * May what is planned now be applied, when somebody has confirmed a plan before? Yes, when it is that plan or what is left of
 * it: a removal that goes on asks for nothing twice.
 */
export function unconfirmed(confirmed: Changes, planned: Changes): StepProblem | null {
  const others = Object.entries(planned).filter(([address, action]) => confirmed[address] !== action);
  if (others.length === 0) return null;
  return {
    code: "terraform_unconfirmed",
    sentence: `What Terraform would remove now is not what was confirmed: ${named(Object.fromEntries(others))} came since. Nothing was removed.`,
    detail: `Confirmed: ${told(confirmed)}.\nPlanned now: ${told(planned)}.`,
    remedy: "Retry from the step that plans the removal: it plans again, and asks again.",
  };
}

const mostNamed = 3;

function named(changes: Changes): string {
  const addresses = Object.keys(changes);
  const more = addresses.length - mostNamed;
  return addresses.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function told(changes: Changes): string {
  const all = Object.entries(changes).map(([address, action]) => `${address} (${action})`);
  return all.length === 0 ? "nothing" : all.join(", ");
}
