import { openOutputs, type RequestRow } from "#db/request.ts";
import type { OutputView } from "./shape.ts";

/** The outputs of a request in the author's order; secret ones without their values. */
export function outputsView(row: RequestRow): Record<string, OutputView> {
  const secrets = openOutputs(row);
  const named = Object.entries(row.plan.outputs).map(([name, { title, secret: declared }]): [string, OutputView] => {
    const secret = declared || Object.hasOwn(secrets, name);
    const known = Object.hasOwn(secrets, name) || Object.hasOwn(row.outputs, name);
    return [name, { title: title ?? name, secret, known, value: secret ? null : (row.outputs[name] ?? null) }];
  });
  return Object.fromEntries(named);
}
