/** What is said above the fields of a step. */
export const mayHoldExpressions = (
  <>
    Every text may hold expressions: <code className="font-mono text-xs whitespace-nowrap">{"${{ inputs.name }}"}</code>
  </>
);
