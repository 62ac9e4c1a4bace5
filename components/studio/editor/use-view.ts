import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { changeBetween } from "./change.ts";
import { extensions } from "./extensions.ts";

/** Marks a change that did not come from whoever writes: it is told to nobody. */
const given = Annotation.define<true>();

/** What the page may answer late: more than this it has forgotten. */
const most = 50;

interface ViewProps {
  value: string;
  onChange?: ((value: string) => void) | undefined;
  readOnly: boolean;
  /** Read once. */
  extra: () => Extension;
}

/** An editor in a place of the page that shows a value and tells of its changes. */
export function useView({ value, onChange, readOnly, extra }: ViewProps): {
  place: RefObject<HTMLDivElement | null>;
  view: RefObject<EditorView | null>;
} {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const writable = useRef(new Compartment());
  const told = useRef<string[]>([]);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const listener = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      if (!docChanged || transactions.every((one) => one.annotation(given))) return;
      const text = state.doc.toString();
      told.current = [...told.current.slice(-most), text];
      tell.current?.(text);
    });
    const held = [extensions(), extra(), writable.current.of(locked(readOnly)), listener];
    view.current = new EditorView({ parent: place.current, doc: value, extensions: held });
    return () => {
      view.current?.destroy();
      view.current = null;
    };
    // The view lives as long as its place; what changes is handed to it below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    const echo = told.current.indexOf(value);
    // What was told comes back, perhaps after more was written: it is no wish to go back there.
    told.current = told.current.slice(echo + 1);
    const change = echo === -1 && view.current ? changeBetween(view.current.state.doc.toString(), value) : null;
    if (change) view.current?.dispatch({ changes: change, annotations: given.of(true) });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: writable.current.reconfigure(locked(readOnly)) });
  }, [readOnly]);
  return { place, view };
}

/** Who may only read still reaches every line, searches and copies. */
function locked(readOnly: boolean): Extension {
  const said: Record<string, string> = readOnly ? { "aria-readonly": "true" } : {};
  return [EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of(said)];
}
