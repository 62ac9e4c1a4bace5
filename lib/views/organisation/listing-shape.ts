/** A page of a list; `next` is the cursor of the one after it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** What every list can be asked. */
export interface Listing {
  text?: string;
  cursor?: string;
  limit?: number;
}
