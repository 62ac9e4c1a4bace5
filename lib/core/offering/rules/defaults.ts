import { own } from "#lib/core/expression/shape.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { applyDefaults } from "#lib/core/form/defaults.ts";
import { validate } from "#lib/core/form/validate.ts";
import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { keywords } from "./keywords.ts";
import { error } from "./room.ts";
import type { Room } from "./room.ts";

/** Definitions are read anew for each default that needs them; what comes after so many is taken as it is. */
const mostWithDefinitions = 50;

/** A default that its own question refuses would stand in the form as a mistake that nobody made. */
export function checkDefaults(room: Room, inputs: JsonObject, path: Path): void {
  let defined = 0;
  for (const { schema, path: place } of schemasIn(inputs, path)) {
    if (schema["default"] === undefined) continue;
    const refers = JSON.stringify(schema).includes('"$ref":');
    defined += refers ? 1 : 0;
    const refused = refers && defined > mostWithDefinitions ? undefined : refusal(schema, refers ? inputs : {});
    if (refused !== undefined)
      error(room, [...place, "default"], `The question does not take its own default: ${refused}`);
  }
}

/** Asked as the one question of a form, so that it is judged, and told, as an answer would be. */
function refusal(schema: JsonObject, root: JsonObject): string | undefined {
  const { default: given = null, ...question } = schema;
  // What refers to another place than definitions means something else on its own.
  if (/"\$ref":"#(?!\/\$defs\/)/.test(JSON.stringify(question))) return undefined;
  const defined = root["$defs"] === undefined ? {} : { $defs: root["$defs"] };
  const form = buildForm({ ...defined, type: "object", properties: { value: question } });
  const values = applyDefaults(form, { value: given });
  // What a default leaves open is the customer's to answer.
  return validate(form, values).find((issue) => at(values, issue.path) !== undefined)?.message;
}

function schemasIn(schema: Json, path: Path): { schema: JsonObject; path: Path }[] {
  if (!isJsonObject(schema)) return [];
  const inside = Object.entries(schema).flatMap(([keyword, value]) => {
    const place = [...path, keyword];
    switch (own(keywords, keyword)) {
      case "schema":
        return schemasIn(value, place);
      case "schemas":
        return Array.isArray(value) ? value.flatMap((one, position) => schemasIn(one, [...place, position])) : [];
      case "map":
        return isJsonObject(value)
          ? Object.entries(value).flatMap(([name, one]) => schemasIn(one, [...place, name]))
          : [];
      default:
        return [];
    }
  });
  return [{ schema, path }, ...inside];
}
