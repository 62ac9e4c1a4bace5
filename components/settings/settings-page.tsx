import type { ReactNode } from "react";

interface PageProps {
  title: ReactNode;
  /** What it is for, in a sentence. */
  about?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** What stands at the top of every page of the settings, and how wide it is. */
export function SettingsPage({ title, about, action, children }: PageProps) {
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 pb-16 sm:px-8">
      <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
          {about ? <p className="mt-1 max-w-xl text-muted">{about}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}

export function SettingsSection({ title, about, action, children }: PageProps & { title: string }) {
  return (
    <section aria-label={title} className="mb-10">
      <div className="mb-3 flex items-start justify-between gap-3">
        <div>
          <h2 className="text-base font-medium">{title}</h2>
          {about ? <p className="mt-0.5 max-w-xl text-xs text-muted">{about}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
