/** Whom `PAO_ADMIN` may mean: the subject a provider knows them by, the id they have here, or a verified address. */
export interface Candidate {
  id: string;
  subject: string;
  email: string | null;
}

/** Does PAO_ADMIN name this person? Subjects are compared as they are: they are opaque. */
export function isNamed(named: string, { id, subject, email }: Candidate): boolean {
  return named === subject || named === id || (email !== null && named.toLowerCase() === email);
}
