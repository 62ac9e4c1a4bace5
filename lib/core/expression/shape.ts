/**
 * What an expression may find at a place: a small type system between JSON Schema and CEL.
 * `optional` fields may be absent and are read only under `has()` or `.?`; `secret` ones may enter only where secrets may.
 */
export type Shape =
  | { kind: "string"; literals?: readonly string[] }
  | { kind: "int" | "double" | "bool" | "null" | "timestamp" | "dyn" }
  | { kind: "list"; items: Shape }
  | { kind: "map"; values: Shape }
  | { kind: "object"; fields: Record<string, Field> };

export interface Field {
  shape: Shape;
  optional?: boolean;
  secret?: boolean;
}

/** The roots that expressions at one place of a document may read, by name: inputs, request, steps … */
export type Scope = Record<string, Field>;
