import type { JsonObject } from "#lib/core/json.ts";
import type { FieldUi, OfferingUi } from "#lib/core/offering/document.ts";
import { close } from "./close.ts";
import type { Form, FormField } from "./form.ts";
import { placePages } from "./pages.ts";

/** The form of one operation: the author's schema with its objects closed, every question on a page. */
export function buildForm(inputs: JsonObject, ui?: OfferingUi): Form {
  const schema = close(Object.hasOwn(inputs, "type") ? inputs : { type: "object", ...inputs });
  const fields = Object.entries(ui?.fields ?? {}).map(([path, field]) => [path, formField(field)] as const);
  return { schema, pages: placePages(schema, ui?.pages), fields: Object.fromEntries(fields) };
}

function formField(field: FieldUi): FormField {
  return {
    ...(field.widget === undefined ? {} : { widget: field.widget }),
    ...(field.labels === undefined ? {} : { labels: field.labels }),
    ...(field.help === undefined ? {} : { help: field.help }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.messages === undefined ? {} : { messages: field.messages }),
  };
}
