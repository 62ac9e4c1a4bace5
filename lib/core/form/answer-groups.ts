import type { ShownAnswer } from "./answers.ts";

/** Answers that stand together. */
export interface AnswerGroup<T> {
  /** The group's name; null for answers that stand alone. */
  title: string | null;
  answers: T[];
}

const between = " · ";

/** Answers inside one group under its name, which then need not stand before each of them. A pair needs no heading. */
export function answerGroups<T extends Pick<ShownAnswer, "path" | "title">>(answers: readonly T[]): AnswerGroup<T>[] {
  const groups: (AnswerGroup<T> & { key: string | null })[] = [];
  for (const [key, held] of runs(answers)) {
    const within = key !== null && held.length > 2;
    const title = within ? (held[0]?.title.split(between)[0] ?? null) : null;
    const own = title === null ? held : held.map((answer) => ({ ...answer, title: rest(answer.title) }));
    const last = groups.at(-1);
    if (title === null && last?.title === null) last.answers.push(...own);
    else groups.push({ key, title, answers: own });
  }
  return groups.map(({ title, answers: own }) => ({ title, answers: own }));
}

const rest = (title: string) => title.split(between).slice(1).join(between);

/** Neighbours inside the same top-level question; null for those that are one themselves. */
function runs<T extends Pick<ShownAnswer, "path" | "title">>(answers: readonly T[]): [string | null, T[]][] {
  const found: [string | null, T[]][] = [];
  for (const answer of answers) {
    const [, top = "", ...deeper] = answer.path.split("/");
    // An entry of a list is numbered, and stands for itself.
    const key = deeper.length === 0 || /^\d+$/.test(deeper[0] ?? "") ? null : top;
    const last = found.at(-1);
    if (last && last[0] === key) last[1].push(answer);
    else found.push([key, [answer]]);
  }
  return found;
}

/** Neighbours that answer the same question of the form. */
export function byQuestion<T extends Pick<ShownAnswer, "path">>(answers: readonly T[]): T[][] {
  const questions: T[][] = [];
  const questionOf = ({ path }: Pick<ShownAnswer, "path">) => path.split("/")[1];
  for (const answer of answers) {
    const last = questions.at(-1);
    const [first] = last ?? [];
    if (last && first && questionOf(first) === questionOf(answer)) last.push(answer);
    else questions.push([answer]);
  }
  return questions;
}
