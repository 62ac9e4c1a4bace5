import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  bad: { classes: "bg-bad-soft text-bad", icon: CircleAlert },
  warn: { classes: "bg-warn-soft text-warn", icon: TriangleAlert },
  info: { classes: "bg-info-soft text-info", icon: Info },
} as const;

/** Something to know before going on; `bad` is announced. */
export function Notice({
  tone,
  title,
  children,
  className,
}: {
  tone: keyof typeof tones;
  title: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  const { classes, icon: Sign } = tones[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className={classNames("flex gap-2.5 rounded-lg px-3.5 py-2.5", classes, className)}
    >
      <Sign className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 text-ink">{children}</div> : null}
      </div>
    </div>
  );
}
