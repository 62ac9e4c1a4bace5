/** More than any bundle orders, and as many as are told at once. */
const most = 50;
const longestName = 63;

/**
 * The offerings whose questions are asked for, with one more look at a text. Of half a name nobody asks, as far as it is known which
 * `offerings` there are; what the text names no longer is kept as long as there is room, so that nothing is asked again when it comes
 * back.
 */
export function askedChildren(
  asked: readonly string[],
  named: readonly string[],
  offerings?: readonly string[],
): readonly string[] {
  const known = offerings && new Set(offerings);
  const there = named.filter((name) => known?.has(name) ?? name.length <= longestName);
  const next = [...new Set([...there, ...asked])].slice(0, most).sort();
  return next.length === asked.length && next.every((name) => asked.includes(name)) ? asked : next;
}
