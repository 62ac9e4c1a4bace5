/** How many rows are there, for who hears the page. `what`: `requests`. */
export function shownWords(count: number, what: string): string {
  return count === 1 ? "One is shown" : `${count} ${what} shown`;
}
