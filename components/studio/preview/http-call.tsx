import { shownCall } from "#lib/core/adapter/http.ts";
import { member, pretty, shownText, shownTexts } from "#lib/core/adapter/shown.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Code } from "#components/ui/payload.tsx";
import { FactList } from "./fact-list.tsx";
import { Holed } from "./holes.tsx";
import { ValueTable } from "./value-table.tsx";

/** The call as it is sent; its connection adds host and credential. */
export function HttpCall({ shown }: { shown: JsonObject }) {
  const { method, path, headers, body } = shownCall(shown);
  const text = body === undefined ? null : typeof body === "string" ? body : pretty(body);
  return (
    <>
      <h4 className="flex items-baseline gap-2">
        <Badge tone="accent">{method}</Badge>
        <code className="min-w-0 font-mono break-all">
          <Holed text={path} />
        </code>
      </h4>
      {headers.length === 0 ? null : (
        <ValueTable title="Headers" none="" rows={headers.map(([name, value]) => ({ name, value }))} />
      )}
      {text === null ? null : (
        <div className="mt-4">
          <Code title="Body" text={text}>
            <Holed text={text} />
          </Code>
        </div>
      )}
      <div className="mt-4 border-t border-line pt-3">
        <FactList
          facts={[
            ["Succeeds with", shownTexts(shown["expect"]).join(", ") || "any 2xx"],
            ["Looks for it", lookedFor(shown)],
            ["Waits until", waited(shown)],
          ]}
        />
      </div>
    </>
  );
}

function lookedFor(shown: JsonObject): string {
  const path = shownText(member(shown, "find")["path"]);
  return path === "" ? "" : `GET ${path}`;
}

function waited(shown: JsonObject): string {
  const wait = member(shown, "wait");
  const { until, path, from } = wait;
  if (!isJsonObject(until)) return "";
  const values = shownTexts(until["in"] ?? until["equals"]).join(" or ");
  const where = path === undefined ? `the address at ${shownText(from)} of the answer` : `GET ${shownText(path)}`;
  return `${where} says ${shownText(until["pointer"])} is ${values}`;
}
