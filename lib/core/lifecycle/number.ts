const written = /^REQ-([1-9]\d{0,14})$/;

/** A request's number as people and other programs see it: `REQ-20418`. */
export function formatNumber(number: number): string {
  return `REQ-${number}`;
}

/** Reads `REQ-20418`, also in lower case; null when it is no request's number. */
export function parseNumber(text: string): number | null {
  const digits = written.exec(text.toUpperCase())?.[1];
  return digits === undefined ? null : Number(digits);
}
