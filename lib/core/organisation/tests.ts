/** May drafts be tried there for real? In the sandbox nothing is real. */
export function takesTests({ tests }: { tests: boolean }, sandbox: boolean): boolean {
  return tests || sandbox;
}
