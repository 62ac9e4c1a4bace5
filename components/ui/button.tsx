import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type ButtonTone = "plain" | "primary" | "danger" | "quiet";

const tones = {
  plain: null,
  primary: "button-primary",
  danger: "button-danger",
  quiet: "button-quiet",
} as const satisfies Record<ButtonTone, string | null>;

/** The classes of a button, for links that look like one. */
export function buttonClass(tone: ButtonTone = "plain", small = false): string {
  return classNames("button", tones[tone], small && "button-small");
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  small?: boolean;
  /** Shows progress and takes no second click. */
  busy?: boolean;
  children?: ReactNode;
}

export function Button({ tone = "plain", small = false, busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(tone, small), className)}
      aria-busy={busy || undefined}
      disabled={rest.disabled === true || busy}
    >
      {busy ? (
        <span className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent" aria-hidden />
      ) : null}
      {children}
    </button>
  );
}
