import type { CheckContext } from "#lib/core/offering/lint.ts";

interface Draft {
  /** Of which offering it is, as it was saved last. */
  name: string;
  proposal: boolean;
  published: boolean;
}

/** What a draft is held against: its own name is its own, and a proposal is published by others than its writer. */
export function inDraft(organisation: CheckContext, { name, proposal, published }: Draft): CheckContext {
  const { publishable, ...others } = organisation;
  return { ...others, draftOf: { name, published }, ...(publishable && !proposal ? { publishable } : {}) };
}
