import type {
  ArrayFieldItemButtonsTemplateProps,
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
} from "@rjsf/utils";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useContext } from "react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { fieldAt, spoken } from "#lib/core/form/question-paths.ts";
import { FormInUseContext } from "#components/form/question-context.ts";

/** A list of entries that can be added, moved and removed. */
export function ListTemplate({
  fieldPathId,
  title,
  items,
  canAdd,
  onAddClick,
  required,
  schema,
}: ArrayFieldTemplateProps<unknown>) {
  const { form } = useContext(FormInUseContext);
  const id = fieldPathId.$id;
  const name = schema.title || spoken(String(fieldPathId.path.at(-1) ?? title));
  const help = fieldAt(form, fieldPathId.path).help ?? schema.description;
  return (
    <fieldset id={id} aria-describedby={help ? `${id}-help` : undefined} className="min-w-0">
      <legend className="label">
        {name}
        {required ? null : <span className="font-normal text-muted"> optional</span>}
      </legend>
      {help ? (
        <p id={`${id}-help`} className="help mt-0.5">
          {help}
        </p>
      ) : null}
      {items.length > 0 ? <ol className="mt-2 space-y-2">{items}</ol> : null}
      {canAdd ? (
        <Button small className="mt-2" onClick={() => onAddClick()} aria-label={`Add to ${name}`}>
          <Plus className="size-3.5" aria-hidden /> Add
        </Button>
      ) : null}
    </fieldset>
  );
}

export function EntryTemplate({ children, buttonsProps, hasToolbar }: ArrayFieldItemTemplateProps<unknown>) {
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      {hasToolbar ? <EntryButtons {...buttonsProps} /> : null}
    </li>
  );
}

export function EntryButtons(props: ArrayFieldItemButtonsTemplateProps<unknown>) {
  const { index, hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = props;
  const entry = `entry ${index + 1}`;
  return (
    <div className="flex pt-0.5">
      {hasMoveUp || hasMoveDown ? (
        <>
          <EntryButton
            name={`Move ${entry} up`}
            disabled={!hasMoveUp}
            onClick={onMoveUpItem}
            sign={<ArrowUp className="size-4" aria-hidden />}
          />
          <EntryButton
            name={`Move ${entry} down`}
            disabled={!hasMoveDown}
            onClick={onMoveDownItem}
            sign={<ArrowDown className="size-4" aria-hidden />}
          />
        </>
      ) : null}
      {hasRemove ? (
        <EntryButton name={`Remove ${entry}`} onClick={onRemoveItem} sign={<X className="size-4" aria-hidden />} />
      ) : null}
    </div>
  );
}

function EntryButton({
  name,
  sign,
  disabled = false,
  onClick,
}: {
  name: string;
  sign: ReactNode;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      tone="quiet"
      className="button-icon"
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={() => onClick()}
    >
      {sign}
    </Button>
  );
}
