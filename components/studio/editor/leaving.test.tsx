// @vitest-environment jsdom
import { EditorView } from "@codemirror/view";
import { afterEach, expect, test, vi } from "vitest";
import { extensions } from "./extensions.ts";

const views: EditorView[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const view of views.splice(0)) view.destroy();
});

const codes: Record<string, number> = { Escape: 27, Tab: 9, F2: 113 };

/** An editor with a selection, as F8 or Shift with an arrow leaves one. */
function written() {
  const view = new EditorView({
    doc: "ownr: data\n",
    selection: { anchor: 0, head: 4 },
    extensions: extensions(),
  });
  views.push(view);
  /** True when the browser goes on with the key: with Tab, it leaves. */
  const press = (key: string) =>
    view.contentDOM.dispatchEvent(
      new KeyboardEvent("keydown", { key, keyCode: codes[key] ?? 0, bubbles: true, cancelable: true }),
    );
  return { view, press };
}

test("Escape lets the next Tab leave, also where it drops a selection, and the text stays as it is", () => {
  const { view, press } = written();
  press("Escape");
  expect(view.state.selection.main.empty).toBe(true);
  expect(press("Tab")).toBe(true);
  expect(view.state.doc.toString()).toBe("ownr: data\n");
});

test("who is slow leaves as well, with or without a selection", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { view, press } = written();
  press("Escape");
  press("Escape");
  vi.setSystemTime(Date.now() + 30_000);
  expect(press("Tab")).toBe(true);
  expect(view.state.doc.toString()).toBe("ownr: data\n");
});

test("Tab indents again after any other key", () => {
  const { view, press } = written();
  press("Escape");
  press("F2");
  expect(press("Tab")).toBe(false);
  expect(view.state.doc.toString()).toContain("  ");
});
