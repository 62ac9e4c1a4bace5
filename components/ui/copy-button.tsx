"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "./class-names.ts";

/** Copies a text and says so. `what` completes the name: "Copy host". */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Sign = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label ? undefined : `Copy ${what}`}
      className={classNames("button button-quiet", label ? "button-small" : "button-icon shrink-0")}
    >
      <Sign className={classNames("size-4", copied && "text-good")} aria-hidden />
      {label ? <span>{copied ? "Copied" : label}</span> : null}
      <span className="sr-only" role="status">
        {copied ? `Copied ${what}` : ""}
      </span>
    </button>
  );
}
