import type { FieldTemplateProps } from "@rjsf/utils";
import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { pointerTo } from "#lib/core/form/question-paths.ts";
import { useMessage } from "#components/form/issue-board.ts";

/** An entry whose name is the customer's own, such as a label: name, value, remove. */
export function NamedEntry({
  id,
  label,
  fieldPathId,
  children,
  onKeyRenameBlur,
  onRemoveProperty,
}: FieldTemplateProps<unknown>) {
  const message = useMessage(pointerTo(fieldPathId.path), true);
  return (
    <>
      <div className="flex items-start gap-2">
        <input className="field max-w-48" aria-label="Name" defaultValue={label} onBlur={onKeyRenameBlur} />
        <div className="min-w-0 flex-1">{children}</div>
        <Button tone="quiet" className="button-icon mt-0.5" aria-label={`Remove ${label}`} onClick={onRemoveProperty}>
          <X className="size-4" aria-hidden />
        </Button>
      </div>
      {message === undefined ? null : <FieldError id={`${id}-error`} message={message} />}
    </>
  );
}
