"use client";
import { Ellipsis, FlaskConical, GitCompareArrows, History, LayoutGrid, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import type { Shown } from "./desk-dialog.tsx";
import type { Desk } from "./use-desk.ts";

interface ActionsProps {
  desk: Desk;
  published: number | null;
  open: (shown: Shown) => void;
}

/** What can be done with what is written. */
export function DeskActions({ desk: { id, name, draft, saving, mayWrite }, published, open }: ActionsProps) {
  // What is about to be used is saved first; what can't be says why by itself.
  const saved = async (shown: Shown) => {
    await saving.flush();
    if (saving.read().phase.kind === "saved") open(shown);
  };
  return (
    <>
      <CompareLink name={name} published={published} draft={id} />
      {draft?.may.test ? (
        <Button onClick={() => void saved("dry-run")}>
          <Play className="size-4" aria-hidden />
          Dry run
        </Button>
      ) : null}
      {draft?.may.submit ? (
        <Button tone="primary" onClick={() => void saved("submit")}>
          Send to {draft.owner}
        </Button>
      ) : null}
      {mayWrite && draft?.proposal !== true ? (
        <Button tone="primary" disabled={draft === null} onClick={() => void saved("publish")}>
          Publish
        </Button>
      ) : null}
      <MoreMenu
        name={name}
        published={published !== null}
        test={draft?.may.test ? () => void saved("test") : undefined}
        discard={draft?.may.discard ? () => open("discard") : undefined}
      />
    </>
  );
}

interface CompareProps {
  name: string;
  published: number | null;
  draft: string | null;
}

function CompareLink({ name, published, draft }: CompareProps) {
  if (published === null || draft === null) return null;
  return (
    <NearLink href={`/catalog/${name}/revisions/compare?from=${published}&to=${draft}`} className={buttonClass()}>
      <GitCompareArrows className="size-4" aria-hidden />
      <span>
        Diff<span className="max-sm:sr-only"> with revision {published}</span>
      </span>
    </NearLink>
  );
}

interface MoreProps {
  name: string;
  published: boolean;
  /** Left out for who may not. */
  test?: (() => void) | undefined;
  /** Left out where there is nothing to discard, or it is not the reader's. */
  discard?: (() => void) | undefined;
}

const sign = "size-4 text-muted";

function MoreMenu({ name, published, test, discard }: MoreProps) {
  const router = useRouter();
  if (!published && !test && !discard) return null;
  return (
    <Menu
      trigger={
        <Button aria-label="More" className="button-icon min-h-9 w-9">
          <Ellipsis className="size-4" aria-hidden />
        </Button>
      }
    >
      {test ? (
        <MenuItem onSelect={test}>
          <FlaskConical className={sign} aria-hidden />
          Test order…
        </MenuItem>
      ) : null}
      {published ? (
        <>
          <MenuItem onSelect={() => router.push(`/catalog/${name}`)}>
            <LayoutGrid className={sign} aria-hidden />
            See it in the catalog
          </MenuItem>
          <MenuItem onSelect={() => router.push(`/catalog/${name}/revisions`)}>
            <History className={sign} aria-hidden />
            Revisions
          </MenuItem>
        </>
      ) : null}
      {discard && (published || test) ? <MenuLine /> : null}
      {discard ? (
        <MenuItem onSelect={discard}>
          <Trash2 className={sign} aria-hidden />
          Discard…
        </MenuItem>
      ) : null}
    </Menu>
  );
}
