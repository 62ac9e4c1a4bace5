import { ChevronDown, ChevronUp, EllipsisVertical, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu.tsx";

export interface RowActions {
  edit?: (() => void) | undefined;
  up?: (() => void) | undefined;
  down?: (() => void) | undefined;
  remove: () => void;
  more?: readonly { title: string; act: () => void }[];
}

interface RowProps {
  /** What the buttons are about, for who does not see the row. */
  name: string;
  onGo: () => void;
  children: ReactNode;
  /** None where nothing may be changed. */
  actions: RowActions | undefined;
  /** Below the line. */
  foot?: ReactNode;
}

/** A line of an outline: shows its place in the text when it is clicked. */
export function OutlineRow({ name, onGo, children, actions, foot }: RowProps) {
  return (
    <li className="group flex items-start gap-1 border-b border-line py-1 pr-2 pl-1 sm:pl-3 hover:bg-sunken">
      <div className="min-w-0 flex-1">
        <button
          type="button"
          className="block w-full rounded-md px-3 py-1.5 text-left -outline-offset-2"
          title="Show it in the text"
          onClick={onGo}
        >
          {children}
        </button>
        {foot}
      </div>
      {actions ? (
        <div className="flex shrink-0 items-center pt-1">
          {actions.up || actions.down ? (
            <>
              <RowButton label={`Move ${name} up`} act={actions.up}>
                <ChevronUp className="size-4" aria-hidden />
              </RowButton>
              <RowButton label={`Move ${name} down`} act={actions.down}>
                <ChevronDown className="size-4" aria-hidden />
              </RowButton>
            </>
          ) : null}
          {actions.edit ? (
            <RowButton label={`Change ${name}`} act={actions.edit}>
              <Pencil className="size-4" aria-hidden />
            </RowButton>
          ) : null}
          <Menu
            trigger={
              <button type="button" className="button button-quiet button-icon" aria-label={`More of ${name}`}>
                <EllipsisVertical className="size-4" aria-hidden />
              </button>
            }
          >
            {actions.more?.map(({ title, act }) => (
              <MenuItem key={title} onSelect={act}>
                {title}
              </MenuItem>
            ))}
            <MenuItem onSelect={onGo}>Show it in the text</MenuItem>
            <MenuLine />
            <MenuItem onSelect={actions.remove}>
              <span className="text-bad">Remove</span>
            </MenuItem>
          </Menu>
        </div>
      ) : null}
    </li>
  );
}

function RowButton({ label, act, children }: { label: string; act: (() => void) | undefined; children: ReactNode }) {
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={label}
      disabled={act === undefined}
      onClick={act}
    >
      {children}
    </button>
  );
}
