import type { ASTNode } from "@marcbachmann/cel-js";
import { listed, nearest } from "./nearest.ts";
import type { Shape } from "./shape.ts";
import { report, sourceOf } from "./walk.ts";
import type { Walk } from "./walk.ts";

/** Warns of a comparison with a value that the other side never has: `inputs.size == "larg"`. */
export function impossible(walk: Walk, node: ASTNode, left: Shape, right: Shape): void {
  if (node.op !== "==" && node.op !== "!=" && node.op !== "in") return;
  const [one, other] = node.args;
  if (node.op === "in") {
    if (other.op === "list") for (const item of other.args) against(walk, item, one, left);
    return;
  }
  against(walk, one, other, right);
  against(walk, other, one, left);
}

function against(walk: Walk, literal: ASTNode, other: ASTNode, shape: Shape): void {
  if (literal.op !== "value" || typeof literal.args !== "string" || other.op === "value") return;
  if (shape.kind !== "string" || !shape.literals || shape.literals.includes(literal.args)) return;
  const meant = nearest(literal.args, shape.literals);
  const quoted = shape.literals.map((value) => JSON.stringify(value));
  const says = `${sourceOf(walk, other)} is never ${JSON.stringify(literal.args)}: it is ${listed(quoted)}`;
  if (meant === undefined) return report(walk, literal, `${says}.`, { severity: "warning" });
  const replacement = quote(meant, sourceOf(walk, literal));
  report(walk, literal, `${says}; did you mean ${JSON.stringify(meant)}?`, {
    severity: "warning",
    fix: {
      title: `Write ${replacement}`,
      replacement,
      offset: literal.range.start,
      length: literal.range.end - literal.range.start,
    },
  });
}

/** With the author's kind of quotes: double ones may not be what the YAML around it can hold. */
function quote(text: string, like: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return like.startsWith("'") ? `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : `"${escaped}"`;
}
