import type { ReactNode } from "react";

/**
 * Stands in the browser's bundle for the Markdown parser that rjsf brings along. Descriptions and help are drawn by
 * templates of ours; what is left to it are rjsf's own remarks, which are read as well without their asterisks.
 */
export function Markdown({ children }: { children?: ReactNode }) {
  return <>{typeof children === "string" ? children.replaceAll(/[*`]+/g, "") : children}</>;
}
