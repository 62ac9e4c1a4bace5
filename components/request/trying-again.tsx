"use client";
import { useEffect, useState } from "react";

const numbers = ["one", "two", "three", "four", "five"];
const ordinals = ["first", "second", "third", "fourth", "fifth"];

/** Counts down to the next try. The clock is the reader's own, so that it starts only in the browser. */
export function TryingAgain({ at, try: next, of }: { at: string; try: number; of: number }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const look = () => setNow(Date.now());
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, []);
  const which = `${ordinals[next - 1] ?? next} of ${numbers[of - 1] ?? of}`;
  const seconds = now === null ? null : Math.ceil((Date.parse(at) - now) / 1000);
  const when = seconds === null ? "" : seconds > 0 ? ` in ${seconds} s` : " now";
  return (
    <p className="tabular-nums">
      Trying again{when}, {which}.
    </p>
  );
}
