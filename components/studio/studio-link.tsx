import { FilePen } from "lucide-react";
import { NearLink } from "#components/ui/near-link.tsx";

/** From what is ordered to where it is written. */
export function StudioLink({ name, mayWrite }: { name: string; mayWrite: boolean }) {
  return (
    <NearLink href={`/studio/${name}`} className="button button-quiet max-sm:px-0">
      <FilePen className="size-4" aria-hidden />
      {mayWrite ? "Edit in the studio" : "Propose a change"}
    </NearLink>
  );
}
