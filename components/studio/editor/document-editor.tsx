"use client";
import dynamic from "next/dynamic";

/** Only who has a document before them loads what edits it. */
export const DocumentEditor = dynamic(() => import("./code-editor.tsx").then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <p className="p-4 text-xs text-muted">Loading the editor…</p>,
});

export type { EditorHandle } from "./code-editor.tsx";
