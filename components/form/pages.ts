import type { Form } from "#lib/core/form/form.ts";
import { partsOf } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { whereEnvironment, whereProject } from "./order.ts";

/** A page of the wizard: where, the author's pages, review. */
export interface WizardPage {
  kind: "where" | "questions" | "review";
  title: string;
  /** In the address, so that the browser's Back button works. */
  slug: string;
  description?: string | undefined;
  fields: readonly string[];
}

export function wizardPages(form: Form, placed = false): WizardPage[] {
  const where = { kind: "where" as const, title: "Where", fields: [whereProject, whereEnvironment] };
  const pages: Omit<WizardPage, "slug">[] = [
    ...(placed ? [] : [where]),
    ...form.pages.map(({ title, description, fields }) => ({ kind: "questions" as const, title, description, fields })),
    { kind: "review", title: "Review", fields: [] },
  ];
  const taken = new Set<string>();
  return pages.map((page, index) => {
    const plain = page.title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-") || `page-${index}`;
    const slug = taken.has(plain) ? `${plain}-${index}` : plain;
    taken.add(slug);
    return { ...page, slug };
  });
}

/** The top-level question that an issue is about. */
export function questionOf(issue: Issue): string {
  return partsOf(issue.path)[0] ?? "";
}

/** The page an issue is to be mended on; -1 when no page asks for it. */
export function pageOf(pages: readonly WizardPage[], issue: Issue): number {
  const question = issue.path.startsWith("/") ? questionOf(issue) : issue.path;
  return pages.findIndex((page) => page.fields.includes(question));
}

export function firstPageOf(pages: readonly WizardPage[], issues: readonly Issue[]): number {
  const found = issues.map((issue) => pageOf(pages, issue)).filter((index) => index !== -1);
  return found.length === 0 ? -1 : Math.min(...found);
}
