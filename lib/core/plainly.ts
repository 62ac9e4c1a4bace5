const turning = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A value in which nothing turns the text around it: the characters that override its direction are named instead of
 * obeyed, so that what a person decides on reads as it will be used. Source: Unicode Technical Report 36, 2.9.
 */
export function plainly(text: string): string {
  return text.replaceAll(turning, (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`);
}
