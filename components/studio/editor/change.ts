/** What has to be replaced in one text to make the other; null when nothing has. Line ends are the editor's: one character. */
export function changeBetween(before: string, after: string): { from: number; to: number; insert: string } | null {
  const wanted = after.replace(/\r\n?/g, "\n");
  if (before === wanted) return null;
  const shorter = Math.min(before.length, wanted.length);
  let from = 0;
  while (from < shorter && before[from] === wanted[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === wanted[wanted.length - 1 - same]) same += 1;
  return { from, to: before.length - same, insert: wanted.slice(from, wanted.length - same) };
}
