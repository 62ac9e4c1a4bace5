export const sorts = [
  { value: "best", label: "Most used" },
  { value: "name", label: "Name" },
  { value: "newest", label: "Newest" },
] as const;
export type Sort = (typeof sorts)[number]["value"];

export interface Wanted {
  text: string;
  category: string;
  sort: Sort;
}

// Two screens of cards: each card that is drawn on the server is waited for, and more are one press away.
export const pageSize = 30;

export function readSort(value: string | undefined): Sort {
  return sorts.find((sort) => sort.value === value)?.value ?? "best";
}
