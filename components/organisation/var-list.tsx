"use client";
import { Plus, Variable } from "lucide-react";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { VarRow } from "#lib/views/organisation/project-shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextFilter } from "#components/ui/filter-fields.tsx";
import type { VarActions } from "./actions.ts";
import { useListed, useShown } from "./listed.ts";
import { Readers } from "./readers.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { VarDialog } from "./var-dialog.tsx";
import { kindOf } from "./var-value.ts";

export interface VarFilter extends Record<string, string | undefined> {
  text?: string;
}

interface ListProps {
  first: { filter: VarFilter; page: Page<VarRow> };
  mayChange: boolean;
  actions: VarActions;
}

type Shown = { what: "add" } | { what: "change" | "remove"; row: VarRow };

/** The platform's constants, each with who reads it. */
export function VarList({ first, mayChange, actions }: ListProps) {
  const list = useListed<VarRow, VarFilter>("vars", "/settings/vars", first);
  const { filter, change } = list;
  const { shown, show, close } = useShown<Shown>();
  const add = mayChange ? (
    <Button tone="primary" onClick={() => show({ what: "add" })}>
      <Plus className="size-4" aria-hidden />
      Add a var
    </Button>
  ) : null;
  const narrowed = filter.text !== undefined;
  const icon = <Variable className="size-5" aria-hidden />;
  const none = narrowed ? (
    <EmptyState title="No var fits" icon={icon} />
  ) : (
    <EmptyState title="No var yet" icon={icon} action={add}>
      What many offerings need to know, such as a domain or a region, is said here once.
    </EmptyState>
  );
  return (
    <SettingsPage
      title="Vars"
      about={
        <>
          The platform’s constants, read by documents as <code className="font-mono text-xs">vars.name</code>. They are
          shown in plans, so they are no place for a secret.
        </>
      }
      action={list.rows.length > 0 || narrowed ? add : null}
    >
      {list.rows.length > 8 || narrowed ? (
        <div className="mb-4">
          <TextFilter
            label="Search vars"
            placeholder="Name"
            value={filter.text ?? ""}
            onChange={(text) => change(text === "" ? {} : { text })}
          />
        </div>
      ) : null}
      <ListFrame what="vars" more="Show more" list={list} none={none}>
        {(rows) => (
          <ul className="card divide-y divide-line">
            {rows.map((row) => (
              <Row key={row.name} row={row} show={mayChange ? show : null} />
            ))}
          </ul>
        )}
      </ListFrame>
      {shown ? <Dialogs shown={shown} actions={actions} close={close} /> : null}
    </SettingsPage>
  );
}

interface DialogsProps {
  shown: Shown;
  actions: VarActions;
  close: (changed: boolean) => void;
}

function Dialogs({ shown, actions, close }: DialogsProps) {
  if (shown.what !== "remove")
    return <VarDialog before={shown.what === "change" ? shown.row : null} actions={actions} close={close} />;
  const { name } = shown.row;
  return (
    <RemoveDialog
      title={`Remove ${name}`}
      verb="Remove the var"
      remove={() => actions.removeVar({ name })}
      close={close}
    >
      That can be done while no offering reads it.
    </RemoveDialog>
  );
}

function Row({ row, show }: { row: VarRow; show: ((shown: Shown) => void) | null }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="flex items-center gap-2">
          <span className="font-mono text-sm break-all">{row.name}</span> <Badge>{kindOf(row.value)}</Badge>
        </p>
        <p className="mt-0.5 line-clamp-3 font-mono text-xs break-all text-muted">{JSON.stringify(row.value)}</p>
        <Readers readers={row.readers} />
      </div>
      {show ? (
        <div className="flex gap-2">
          <Button small aria-label={`Change ${row.name}`} onClick={() => show({ what: "change", row })}>
            Change
          </Button>
          <Button small tone="quiet" aria-label={`Remove ${row.name}`} onClick={() => show({ what: "remove", row })}>
            Remove
          </Button>
        </div>
      ) : null}
    </li>
  );
}
