import type { ReactNode } from "react";
import { shownText } from "#lib/core/adapter/shown.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { Holed } from "./holes.tsx";

/** Jira's document format as Jira shows it. The page has its own h1 to h4: a description's headings stand below them. */
export function AdfView({ document }: { document: JsonObject }) {
  return (
    <div className="prose">
      <Nodes nodes={document["content"]} />
    </div>
  );
}

function Nodes({ nodes }: { nodes: Json | undefined }) {
  const all = Array.isArray(nodes) ? nodes.filter(isJsonObject) : [];
  return all.map((node, at) => <Node key={at} node={node} />);
}

function Node({ node }: { node: JsonObject }): ReactNode {
  const inside = <Nodes nodes={node["content"]} />;
  switch (node["type"]) {
    case "paragraph":
      return <p>{inside}</p>;
    case "heading":
      return <h5 className="mt-4 mb-1.5 text-base font-semibold">{inside}</h5>;
    case "bulletList":
      return <ul>{inside}</ul>;
    case "orderedList":
      return <ol start={Number(attribute(node, "order") ?? 1)}>{inside}</ol>;
    case "listItem":
      return <li className="[&>p]:my-0">{inside}</li>;
    case "blockquote":
      return <blockquote>{inside}</blockquote>;
    case "codeBlock":
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        <pre tabIndex={0} aria-label="Code">
          <code>{inside}</code>
        </pre>
      );
    case "rule":
      return <hr className="my-4" />;
    case "table":
      return <Grid rows={node["content"]} />;
    case "hardBreak":
      return <br />;
    default:
      return <Text node={node} />;
  }
}

function Grid({ rows }: { rows: Json | undefined }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <tbody>
          {objects(rows).map((row, at) => (
            <tr key={at}>
              {objects(row["content"]).map((cell, place) => {
                const Cell = cell["type"] === "tableHeader" ? "th" : "td";
                return (
                  <Cell key={place} className="align-top [&>p]:my-0">
                    <Nodes nodes={cell["content"]} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const objects = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** A text within its marks. */
function Text({ node }: { node: JsonObject }): ReactNode {
  const text = typeof node["text"] === "string" ? node["text"] : "";
  return objects(node["marks"]).reduceRight<ReactNode>((inside, mark) => marked(mark, inside), <Holed text={text} />);
}

function marked(mark: JsonObject, inside: ReactNode): ReactNode {
  switch (mark["type"]) {
    case "strong":
      return <strong>{inside}</strong>;
    case "em":
      return <em>{inside}</em>;
    case "strike":
      return <del>{inside}</del>;
    case "code":
      return <code>{inside}</code>;
    case "link":
      return (
        <a href={shownText(attribute(mark, "href"))} target="_blank" rel="noreferrer nofollow">
          {inside}
        </a>
      );
    default:
      return inside;
  }
}

function attribute(node: JsonObject, name: string): Json | undefined {
  return isJsonObject(node["attrs"]) ? node["attrs"][name] : undefined;
}
