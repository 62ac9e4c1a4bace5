import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface FieldProps {
  /** The control's id; the error and the help get `<id>-error` and `<id>-help`. */
  id: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/** What a control needs to be tied to its words. */
export function describedBy(
  id: string,
  { help, error }: { help?: unknown; error?: string | undefined },
): string | undefined {
  return [help ? `${id}-help` : null, error ? `${id}-error` : null].filter(Boolean).join(" ") || undefined;
}

/** A control with its label, help and error around it. */
export function Field({ id, label, help, error, optional = false, className, children }: FieldProps) {
  return (
    <div className={classNames("space-y-1.5", className)}>
      <div>
        <label htmlFor={id} className="label">
          {label}
          {optional ? <span className="font-normal text-muted"> optional</span> : null}
        </label>
        {help ? (
          <p id={`${id}-help`} className="help mt-0.5">
            {help}
          </p>
        ) : null}
      </div>
      {children}
      {error ? <FieldError id={`${id}-error`} message={error} /> : null}
    </div>
  );
}

export function FieldError({ id, message }: { id: string; message: string }) {
  return (
    <p id={id} className="error">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>{message}</span>
    </p>
  );
}
