import { Notice } from "#components/ui/notice.tsx";

/** Where it belongs to is part of every order. */
export function NoProject() {
  return (
    <Notice tone="info" title="Your teams have no project to try it in.">
      An admin adds one to your team under Settings, Projects.
    </Notice>
  );
}
