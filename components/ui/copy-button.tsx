"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "./class-names.ts";

/** Browsers give out the clipboard on secure origins only; over plain HTTP a selected field is copied the old way. */
async function copyText(text: string): Promise<boolean> {
  if ("clipboard" in navigator) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  // Inside an open dialog nothing outside of it can be selected.
  const place = document.activeElement?.closest('[role="dialog"]') ?? document.body;
  place.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/** Copies a text and says so. `what` completes the name: "Copy host". */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void copyText(text).then(setCopied);
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
