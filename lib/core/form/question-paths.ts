import { pointer } from "../json.ts";
import type { Form, FormField } from "./form.ts";

/** The way to a value: member names and list positions. */
export type Parts = readonly (string | number)[];

/** The path an author writes in `ui.fields`: `network.cidr`, `rules[].port`. */
export function questionPath(parts: Parts): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === "number") return `${path}[]`;
    return path === "" ? part : `${path}.${part}`;
  }, "");
}

export function fieldAt(form: Form, parts: Parts): FormField {
  const path = questionPath(parts);
  return Object.hasOwn(form.fields, path) ? (form.fields[path] ?? {}) : {};
}

/** `backup_retention` → `Backup retention`: what a question without a title is called. */
export function spoken(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_.\s]+/g, " ")
    .trim()
    .toLowerCase();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

export const pointerTo = (parts: Parts): string => pointer(...parts);
