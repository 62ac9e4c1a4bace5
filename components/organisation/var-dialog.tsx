"use client";
import { useState } from "react";
import type { VarRow } from "#lib/views/organisation/project-shape.ts";
import { TextField } from "#components/connection/text-field.tsx";
import { describedBy, Field } from "#components/ui/field.tsx";
import type { VarActions } from "./actions.ts";
import { FormDialog } from "./form-dialog.tsx";
import { Readers } from "./readers.tsx";
import { kindOf, kinds, readValue, typedOf, type VarKind } from "./var-value.ts";

interface DialogProps {
  /** Null: a new one. */
  before: VarRow | null;
  actions: VarActions;
  close: (changed: boolean) => void;
}

export function VarDialog({ before, actions, close }: DialogProps) {
  const [name, setName] = useState(before?.name ?? "");
  const [kind, setKind] = useState<VarKind>(before ? kindOf(before.value) : "text");
  const [typed, setTyped] = useState(before ? typedOf(before.value) : "");
  const read = readValue(kind, typed);
  const missing = new Map<string, string>();
  if (name.trim() === "") missing.set("/name", "Give it a name, such as domain.");
  if (!read.ok) missing.set("/value", read.message);
  const save = () => {
    const value = read.ok ? read.value : null;
    return before
      ? actions.changeVar({ name: before.name, value, version: before.version })
      : actions.addVar({ name: name.trim(), value });
  };
  return (
    <FormDialog
      title={before ? `Change ${before.name}` : "Add a var"}
      verb={before ? "Save" : "Add"}
      missing={missing}
      save={save}
      close={close}
    >
      {(errorAt) => (
        <>
          {before ? null : (
            <TextField
              id="name"
              label="Name"
              help="Letters, digits and underscores: documents read it as vars.name."
              value={name}
              error={errorAt("/name")}
              onChange={setName}
            />
          )}
          <KindField kind={kind} onChange={setKind} />
          <ValueField kind={kind} typed={typed} error={errorAt("/value")} onChange={setTyped} />
          {before ? (
            <div>
              <Readers readers={before.readers} />
              <p className="help mt-1">
                It holds for every order from then on. Requests under way keep the value they were planned with.
              </p>
            </div>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}

function KindField({ kind, onChange }: { kind: VarKind; onChange: (kind: VarKind) => void }) {
  return (
    <Field id="kind" label="Kind">
      <select
        id="kind"
        className="field"
        value={kind}
        onChange={({ target }) => onChange(kinds.find((one) => one === target.value) ?? "text")}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface ValueProps {
  kind: VarKind;
  typed: string;
  error: string | undefined;
  onChange: (typed: string) => void;
}

function ValueField({ kind, typed, error, onChange }: ValueProps) {
  if (kind === "yes or no")
    return (
      <Field id="value" label="Value" error={error}>
        <select
          id="value"
          className="field"
          value={String(typed === "true")}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      </Field>
    );
  if (kind !== "JSON") return <TextField id="value" label="Value" value={typed} error={error} onChange={onChange} />;
  return (
    <Field id="value" label="Value" error={error}>
      <textarea
        id="value"
        rows={8}
        spellCheck={false}
        className="field h-auto py-2 font-mono text-xs"
        aria-invalid={error !== undefined}
        aria-describedby={describedBy("value", { error })}
        value={typed}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
