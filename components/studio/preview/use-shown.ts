import { useState } from "react";
import type { Issue } from "#lib/core/problem.ts";
import type { ThingKind } from "./kinds.ts";
import type { Seek } from "./preview-props.ts";

export type Shown = "form" | "plan" | ThingKind;

const nothing: readonly Issue[] = [];

/** Which tab is open, and which question of the form somebody was led to. */
export function useShown(made: readonly ThingKind[]) {
  const [chosen, setChosen] = useState<Shown>("form");
  const [sought, setSought] = useState(nothing);
  const shown = chosen === "form" || chosen === "plan" || made.includes(chosen) ? chosen : "form";
  const show = (tab: Shown) => {
    setSought(nothing);
    setChosen(tab);
  };
  const mend: Seek = ({ path, message }) => {
    setSought([{ severity: "error", path, message }]);
    setChosen("form");
  };
  return { shown, show, sought, mend };
}
