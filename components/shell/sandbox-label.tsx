import { ExternalLink, FlaskConical } from "lucide-react";

/** Says on every screen that nothing here is real, and where the outside can be moved by hand. */
export function SandboxCard({ url }: { url: string }) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="mb-3 block rounded-lg bg-warn-soft px-3 py-2 text-warn hover:underline"
    >
      <span className="flex items-center gap-1.5 font-medium">
        <FlaskConical className="size-3.5" aria-hidden />
        Sandbox
        <ExternalLink className="ml-auto size-3.5" aria-hidden />
      </span>
      <span className="mt-0.5 block text-2xs">
        Jira, GitHub and the platform are stand‑ins. Move their issues and runs here.
      </span>
    </a>
  );
}

export function SandboxBadge({ url }: { url: string }) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="badge min-h-6 bg-warn-soft py-0.5 text-warn hover:underline"
    >
      <FlaskConical className="size-3" aria-hidden />
      Sandbox
      <span className="sr-only">: open its stand-ins</span>
    </a>
  );
}
