import { useCallback } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { withPolicy } from "#lib/core/offering/edit/step.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { OutlinePart, OutlinePolicy } from "#lib/core/offering/outline/outline.ts";
import { policyAnswers, policyForm, policyOf } from "#lib/core/offering/outline/policy-form.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useShortForm } from "./use-short-form.ts";

interface PolicyDialogProps {
  source: string;
  value: Json;
  part: OutlinePart;
  context: CheckContext;
  /** Left out for a new one. */
  policy: OutlinePolicy | undefined;
  onChange: (source: string) => void;
  close: () => void;
}

export function PolicyDialog({ source, value, part, context, policy, onChange, close }: PolicyDialogProps) {
  const held = policy && valueAt(value, policy.path);
  const was: JsonObject = isJsonObject(held) ? held : {};
  const taken = part.policies.map(({ id }) => id).filter((id) => id !== policy?.id);
  const teams = context.teams;
  const key = taken.join();
  const formOf = useCallback(() => policyForm(key === "" ? [] : key.split(","), teams), [key, teams]);
  const form = useShortForm({ initial: policy ? policyAnswers(was) : {}, formOf });
  const edit = (answers: JsonObject) => {
    const made = policyOf(answers, was);
    return policy ? setIn(source, policy.path, made) : withPolicy(source, part.path, made);
  };
  return (
    <FormDialog
      title={policy ? `Change “${policy.id}”` : "Add a policy"}
      verb={policy ? "Change it" : "Add it"}
      {...{ form, edit, close }}
      onWritten={(made) => {
        onChange(made);
        close();
      }}
    />
  );
}
