"use client";
import { useState } from "react";
import { readTheme, type Theme, themeCookie } from "./theme.ts";

/** The theme of this browser, and how to change it without a reload. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => readTheme(document.documentElement.dataset["theme"]));
  const change = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset["theme"] = next;
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  return [theme, change];
}
