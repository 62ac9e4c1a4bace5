import { buildForm } from "../form/build.ts";
import type { Form } from "../form/form.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { OfferingUi } from "../offering/document.ts";

/** What the person who does a manual task is asked, as a form; null when nothing is asked. `config` is its rendered `with`. */
export function taskForm(config: JsonObject): Form | null {
  const { outputs, ui } = config;
  if (!isJsonObject(outputs) || !isJsonObject(outputs["properties"])) return null;
  // The document's check has seen to the shape of `ui`; it is the same as an offering's.
  return buildForm(outputs, isJsonObject(ui) ? (ui as OfferingUi) : undefined);
}
