"use client";
import dynamic from "next/dynamic";

const loading = () => <p className="p-4 text-xs text-muted">Loading…</p>;

/** Loaded by who opens the tab: they bring every adapter's description along. */
export const QuestionsTab = dynamic(() => import("./questions-tab.tsx").then((module) => module.QuestionsTab), {
  ssr: false,
  loading,
});

export const FulfilmentTab = dynamic(() => import("./fulfilment-tab.tsx").then((module) => module.FulfilmentTab), {
  ssr: false,
  loading,
});

export const PoliciesTab = dynamic(() => import("./policies-tab.tsx").then((module) => module.PoliciesTab), {
  ssr: false,
  loading,
});

export type { OutlineProps } from "./outline-props.ts";
