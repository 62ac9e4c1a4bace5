"use client";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { withoutPolicy } from "#lib/core/offering/edit/step.ts";
import type { OutlinePart, OutlinePolicy } from "#lib/core/offering/outline/outline.ts";
import type { Json } from "#lib/core/json.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { OutlineFrame } from "./outline-frame.tsx";
import { OutlineList } from "./outline-list.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { OutlineRow } from "./outline-row.tsx";
import { PolicyDialog } from "./policy-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

const effects: Record<string, { tone: Tone; words: string }> = {
  deny: { tone: "bad", words: "refuses" },
  "require-approval": { tone: "warn", words: "asks for approval" },
  warn: { tone: "info", words: "warns" },
};

/** What an order is held against: what is refused, what needs an approval, what is only said. */
export function PoliciesTab(props: OutlineProps) {
  return (
    <OutlineFrame {...props}>
      {(part, value) => <Policies key={part.operation ?? ""} {...props} part={part} value={value} />}
    </OutlineFrame>
  );
}

type Open = { kind: "add" } | { kind: "change" | "remove"; policy: OutlinePolicy };

function Policies({
  part,
  value,
  source,
  context,
  onChange,
  onGoTo,
  readOnly,
}: OutlineProps & { part: OutlinePart; value: Json }) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const actionsOf = (policy: OutlinePolicy) => ({
    edit: () => setOpen({ kind: "change", policy }),
    remove: () => setOpen({ kind: "remove", policy }),
  });
  return (
    <>
      <OutlineList
        label="Policies"
        verb="Add a policy"
        onAdd={readOnly ? undefined : () => setOpen({ kind: "add" })}
        empty={{
          icon: <ShieldCheck className="size-5" aria-hidden />,
          title: "No policies of its own",
          words: "A policy refuses an order, asks a team for approval, or warns, where its condition holds.",
        }}
        rows={part.policies.map((policy) => (
          <OutlineRow
            key={policy.path.join("/")}
            name={policy.id}
            onGo={() => onGoTo(policy.line, policy.column)}
            actions={readOnly ? undefined : actionsOf(policy)}
          >
            <PolicyLine policy={policy} />
          </OutlineRow>
        ))}
      />
      {open?.kind === "remove" ? (
        <RemoveDialog
          what={`the policy “${open.policy.id}”`}
          lines={[]}
          edit={() => withoutPolicy(source, open.policy.path)}
          {...{ onChange, close }}
        />
      ) : null}
      {open?.kind === "add" || open?.kind === "change" ? (
        <PolicyDialog
          {...{ source, value, part, context, onChange, close }}
          policy={open.kind === "change" ? open.policy : undefined}
        />
      ) : null}
    </>
  );
}

function PolicyLine({ policy: { id, effect, when, message } }: { policy: OutlinePolicy }) {
  const known = effects[effect];
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{id || "Without a name"}</span>
        <Badge tone={known?.tone ?? "neutral"}>{known?.words ?? effect}</Badge>
      </span>
      <span className="mt-0.5 block text-xs text-muted">
        when <code className="font-mono wrap-anywhere">{when.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, "")}</code>
      </span>
      <span className="mt-0.5 block text-xs text-muted">“{message}”</span>
    </>
  );
}
