import { member, pretty, shownText } from "#lib/core/adapter/shown.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { Modules, ModuleVariable } from "#lib/core/terraform/module.ts";
import { FactList } from "./fact-list.tsx";
import { Holed } from "./holes.tsx";
import { ValueTable, type ValueRow } from "./value-table.tsx";

const modes: Readonly<Record<string, string>> = {
  plan: "Says what would be removed, and changes nothing.",
  destroy: "Removes what was confirmed, and nothing else.",
};

/** The module with its variables: those that it is given, and those that it fills in itself. */
export function TerraformRun({ shown, step, modules }: { shown: JsonObject; step: string; modules: Modules }) {
  const known = moduleAt(modules, shown["module"]);
  const yields = Object.keys(known?.description.outputs ?? {});
  const mode = modes[shownText(shown["mode"])];
  return (
    <>
      <h4 className="text-lg font-semibold break-words">
        <Holed text={shownText(shown["module"])} />
      </h4>
      {mode === undefined ? null : <p className="mt-1 text-muted">{mode}</p>}
      <div className="mt-2">
        <FactList
          facts={[
            ["State", shownText(shown["workspace"], step)],
            ["Yields", yields.join(", ")],
          ]}
        />
      </div>
      <ValueTable
        title="Variables"
        none={mode === undefined ? "It is given no variables." : "It runs with the variables it was last applied with."}
        rows={mode === undefined ? rowsOf(shown["variables"], known?.description.variables ?? {}) : []}
      />
    </>
  );
}

function rowsOf(given: Json | undefined, declared: Readonly<Record<string, ModuleVariable>>): ValueRow[] {
  if (given !== undefined && !isJsonObject(given)) return [{ name: "all of them", value: written(given) }];
  const variables = member({ given: given ?? {} }, "given");
  const others = Object.entries(declared).filter(([name]) => !Object.hasOwn(variables, name));
  return [
    ...Object.entries(variables).map(([name, value]) => ({ name, value: written(value) })),
    ...others.map(([name, variable]) => ({ name, value: null, note: itself(variable) })),
  ];
}

/** A text without quotes, as in the answers; all else as JSON. */
const written = (value: Json) => (typeof value === "string" ? value : pretty(value));

function itself({ default: usual, required }: ModuleVariable): string {
  if (required) return "The module needs it, and it is not given.";
  return usual === undefined ? "The module works it out." : `The module’s own: ${JSON.stringify(usual)}`;
}
