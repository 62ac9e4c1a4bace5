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

export const pageSize = 60;

export function readSort(value: string | undefined): Sort {
  return sorts.find((sort) => sort.value === value)?.value ?? "best";
}
