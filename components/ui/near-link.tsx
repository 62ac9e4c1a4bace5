"use client";
import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link that fetches its page when somebody comes near it. Next.js would fetch every link that is in sight, and again
 * whenever the page is refreshed: on most visits for nothing.
 */
export function NearLink(props: Omit<ComponentProps<typeof Link>, "prefetch" | "onPointerEnter" | "onFocus">) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return <Link {...props} prefetch={near ? null : false} onPointerEnter={come} onFocus={come} />;
}
