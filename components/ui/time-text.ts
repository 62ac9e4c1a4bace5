const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function short(value: number): string {
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, "");
}

/** A measured length of time in one unit: `40 s`, `4 min`, `1.5 h`, `2.1 days`. */
export function roughly(seconds: number): string {
  if (seconds < minute) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 59.5 * minute) return `${Math.round(seconds / minute)} min`;
  if (seconds < day) return `${short(seconds / hour)} h`;
  const days = short(seconds / day);
  return days === "1" ? "1 day" : `${days} days`;
}

/** How long something took, to the second while that matters: `22 s`, `4 min 12 s`, `3 h 5 min`, `2 days 4 h`. */
export function precisely(seconds: number): string {
  if (seconds < 1) return "under 1 s";
  const whole = Math.round(seconds);
  const parts = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return parts(Math.floor(whole / minute), "min", whole % minute, "s");
  if (whole < day) return parts(Math.floor(whole / hour), "h", Math.floor((whole % hour) / minute), "min");
  const days = Math.floor(whole / day);
  return parts(days, days === 1 ? "day" : "days", Math.floor((whole % day) / hour), "h");
}

/** A running clock: `0:22`, `12:07`, `1:02:09`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / hour);
  const minutes = Math.floor((whole % hour) / minute);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % minute)}` : `${minutes}:${two(whole % minute)}`;
}

/** How far away a moment is: `just now`, `6 min ago`, `in 20 s`. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000);
  if (seconds < -4) return `in ${roughly(-seconds)}`;
  if (seconds < 10) return "just now";
  return `${roughly(seconds)} ago`;
}
