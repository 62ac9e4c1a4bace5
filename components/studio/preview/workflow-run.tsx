import { dispatchBody } from "#lib/core/adapter/github-workflow.ts";
import { member, shownText } from "#lib/core/adapter/shown.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { FactList } from "./fact-list.tsx";
import { Holed } from "./holes.tsx";
import { ValueTable } from "./value-table.tsx";

/** The run as it is started. */
export function WorkflowRun({ shown }: { shown: JsonObject }) {
  const body = dispatchBody(shown);
  const key = shownText(shown["keyInput"]);
  const inputs = Object.entries(member(body, "inputs"));
  return (
    <>
      <h4 className="text-lg font-semibold break-words">
        <Holed text={shownText(shown["workflow"])} />
      </h4>
      <div className="mt-2">
        <FactList
          facts={[
            ["Repository", shownText(shown["repository"])],
            ["Branch or tag", shownText(body["ref"])],
          ]}
        />
      </div>
      <ValueTable
        title="Inputs"
        none="It is given no inputs."
        rows={inputs.map(([name, value]) => ({
          name,
          value: shownText(value),
          ...(name === key ? { note: "PAO finds the run again by it." } : {}),
        }))}
      />
    </>
  );
}
