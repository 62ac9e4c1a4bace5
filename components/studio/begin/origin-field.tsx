"use client";
import { Copy, FilePlus2, FolderCode } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { Modules } from "#lib/core/terraform/module.ts";
import { TextField } from "#components/connection/text-field.tsx";
import { describedBy, Field } from "#components/ui/field.tsx";
import { PickField, type Picked } from "#components/ui/pick-field.tsx";
import { findOfferings } from "./offering-source.ts";

export interface OriginDraft {
  kind: "blank" | "copy" | "module";
  jira: string;
  of: Picked | null;
  folder: string;
}

const kinds = [
  {
    kind: "blank",
    icon: FilePlus2,
    title: "Blank",
    about: "A small offering that people fulfil: questions, a ticket or a task. Automate it later.",
  },
  {
    kind: "copy",
    icon: Copy,
    title: "A copy",
    about: "Another offering under a new name, with all its questions and steps.",
  },
  {
    kind: "module",
    icon: FolderCode,
    title: "A Terraform module",
    about: "Its variables become questions, its outputs what the order yields.",
  },
] as const satisfies readonly { kind: OriginDraft["kind"]; icon: LucideIcon; title: string; about: string }[];

interface OriginProps {
  origin: OriginDraft;
  modules: Modules;
  /** Whether tickets can be opened at all. */
  tickets: boolean;
  errorAt: (path: string) => string | undefined;
  change: (part: Partial<OriginDraft>) => void;
}

/** What a new offering begins with. */
export function OriginField({ origin, modules, tickets, errorAt, change }: OriginProps) {
  return (
    <>
      <fieldset>
        <legend className="label mb-1.5">Begin with</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {kinds.map(({ kind, icon: Sign, title, about }) => (
            <label
              key={kind}
              className="card flex cursor-pointer gap-3 p-3.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent sm:flex-col sm:gap-2"
            >
              <input
                type="radio"
                name="origin"
                className="sr-only"
                checked={origin.kind === kind}
                onChange={() => change({ kind })}
              />
              <Sign className="size-4.5 shrink-0 text-muted" aria-hidden />
              <span>
                <span className="block font-medium">{title}</span>
                <span className="help mt-0.5 block">{about}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {origin.kind === "copy" ? (
        <PickField
          id="copy-of"
          label="Copy of"
          placeholder="Type an offering’s title"
          error={errorAt("/of")}
          value={origin.of}
          onChange={(of) => change({ of })}
          find={findOfferings}
        />
      ) : null}
      {origin.kind === "module" ? (
        <ModuleField modules={modules} folder={origin.folder} error={errorAt("/folder")} change={change} />
      ) : null}
      {origin.kind === "blank" && tickets ? (
        <TextField
          id="jira-project"
          label="Jira project"
          help="Its key, such as DBA: orders become tickets there. Left empty, they are tasks of the team in PAO."
          value={origin.jira}
          error={errorAt("/jira")}
          onChange={(jira) => change({ jira })}
        />
      ) : null}
    </>
  );
}

interface ModuleProps {
  modules: Modules;
  folder: string;
  error: string | undefined;
  change: (part: { folder: string }) => void;
}

function ModuleField({ modules, folder, error, change }: ModuleProps) {
  const folders = Object.keys(modules);
  const chosen = Object.hasOwn(modules, folder) ? modules[folder] : undefined;
  const [trouble] = chosen?.description.troubles ?? [];
  const help =
    folders.length === 0
      ? "There is none yet: put one into a folder under offerings/modules on the machines of PAO."
      : chosen
        ? counted(chosen.description)
        : "They lie beside the documents, in offerings/modules.";
  const wrong = error ?? (trouble === undefined ? undefined : `It can’t be used. ${trouble}`);
  return (
    <Field id="module" label="Module" help={help} error={wrong}>
      <select
        id="module"
        className="field truncate"
        value={folder}
        aria-invalid={wrong !== undefined}
        aria-describedby={describedBy("module", { help, error: wrong })}
        onChange={(event) => change({ folder: event.target.value })}
      >
        <option value="">Choose a module</option>
        {folders.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** `6 variables, 2 of them required; 3 outputs` */
function counted({ variables, outputs }: Modules[string]["description"]): string {
  const required = Object.values(variables).filter((variable) => variable.required).length;
  const of = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  return `${of(Object.keys(variables).length, "variable")}, ${required} of them required; ${of(Object.keys(outputs).length, "output")}.`;
}
