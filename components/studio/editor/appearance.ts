import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const wave = (colour: string) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${colour} 1px`,
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

/** Colours are the page's own variables, so that light and dark follow it without being told. */
const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--color-ink)", fontSize: "var(--text-sm)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono)",
    fontVariantLigatures: "none",
    lineHeight: "1.25rem",
    overflow: "auto",
  },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--color-ink)" },
  ".cm-line": { padding: "0 1rem 0 0.25rem" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--color-ink)" },
  ".cm-gutters": { backgroundColor: "var(--color-canvas)", color: "var(--color-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2rem", padding: "0 0.5rem 0 0.25rem" },
  ".cm-gutter-lint": { width: "1.25rem" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0.3125rem 0.25rem" },
  ".cm-lint-marker": { width: "0.625rem", height: "0.625rem", borderRadius: "999px", content: "normal" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--color-bad)" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--color-warn)" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--color-fill) 55%, transparent)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--color-fill)", color: "var(--color-muted)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--color-accent) 24%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--color-accent-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--color-warn-soft)", outline: "1px solid var(--color-warn)" },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "var(--color-accent-soft)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--color-fill)",
    outline: "1px solid var(--color-line-strong)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--color-bad-soft)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--color-fill)", border: "none", color: "var(--color-muted)" },
  ".cm-expression": { color: "var(--color-warn)" },
  ".cm-expression *": { color: "inherit" },
  ".cm-lintRange-error": wave("var(--color-bad)"),
  ".cm-lintRange-warning": wave("var(--color-warn)"),
  ".cm-lintRange-active": { backgroundColor: "var(--color-fill)" },
});

/** What floats above the text, and the search below it. */
const floating = EditorView.theme({
  ".cm-tooltip": {
    maxWidth: "min(32rem, 90vw)",
    border: "1px solid var(--color-line)",
    borderRadius: "0.5rem",
    backgroundColor: "var(--color-raised)",
    color: "var(--color-ink)",
    boxShadow: "var(--shadow-float)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", fontSize: "var(--text-xs)", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.1875rem 0.625rem", lineHeight: "1.25rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--color-accent-soft)",
    color: "var(--color-ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--color-accent)", fontWeight: "600" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--color-muted)", marginLeft: "0.75rem" },
  ".cm-tooltip.cm-completionInfo": {
    padding: "0.5rem 0.75rem",
    fontFamily: "var(--font-sans)",
    fontSize: "var(--text-xs)",
    lineHeight: "1.125rem",
    color: "var(--color-muted)",
  },
  ".cm-hover": { padding: "0.5rem 0.75rem", fontSize: "var(--text-xs)", lineHeight: "1.125rem" },
  ".cm-hover code": { fontFamily: "var(--font-mono)", color: "var(--color-ink)" },
  ".cm-hover .cm-hover-type": { color: "var(--color-muted)", marginLeft: "0.5rem" },
  ".cm-hover p": { margin: "0.25rem 0 0", color: "var(--color-muted)" },
  ".cm-diagnostic": {
    padding: "0.5rem 0.75rem",
    borderLeft: "none",
    fontSize: "var(--text-xs)",
    lineHeight: "1.125rem",
  },
  ".cm-diagnostic-error": { color: "var(--color-bad)" },
  ".cm-diagnostic-warning": { color: "var(--color-warn)" },
  ".cm-diagnosticAction": {
    display: "block",
    margin: "0.375rem 0 0.125rem",
    padding: "0.0625rem 0.5rem",
    borderRadius: "0.375rem",
    backgroundColor: "var(--color-accent)",
    color: "var(--color-accent-ink)",
    fontFamily: "var(--font-mono)",
  },
  ".cm-panels": { backgroundColor: "var(--color-sunken)", color: "var(--color-ink)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--color-line)" },
  ".cm-panel.cm-search": { padding: "0.5rem 2rem 0.5rem 0.75rem", fontSize: "var(--text-xs)" },
  ".cm-panel.cm-search :is(input, button, label)": { fontSize: "var(--text-xs)" },
  ".cm-textfield": {
    border: "1px solid var(--color-line-strong)",
    borderRadius: "0.375rem",
    backgroundColor: "var(--color-surface)",
    color: "var(--color-ink)",
    padding: "0.1875rem 0.5rem",
  },
  ".cm-button": {
    border: "1px solid var(--color-line-strong)",
    borderRadius: "0.375rem",
    backgroundImage: "none",
    backgroundColor: "var(--color-surface)",
    color: "var(--color-ink)",
    padding: "0.1875rem 0.5rem",
  },
  ".cm-panel.cm-search [name=close]": { color: "var(--color-muted)", fontSize: "var(--text-lg)" },
});

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--color-accent)" },
  { tag: tags.string, color: "var(--color-good)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--color-faint)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--color-muted)" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.meta], color: "var(--color-info)" },
]);

/** The number that scripts and styles of this page carry; a page under development has none to show. */
function pageNumber(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

export function appearance(): Extension {
  return [EditorView.cspNonce.of(pageNumber()), theme, floating, syntaxHighlighting(highlight)];
}
