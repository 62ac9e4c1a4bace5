import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeModule } from "#lib/core/terraform/describe.ts";
import { Problem } from "#lib/core/problem.ts";
import { beginCopy, beginFromModule } from "./begin.ts";
import { parseOffering } from "./parse.ts";

const begun = { name: "queue", title: "Queue", owner: "messaging" };

const main = `
variable "name" {
  description = "Becomes part of the address."
  type        = string
  validation {
    condition     = can(regex("^[a-z]{3,20}$", var.name))
    error_message = "3 to 20 lowercase letters."
  }
}
variable "team" { type = string }
variable "size_gib" {
  type    = number
  default = "20"
  validation {
    condition     = var.size_gib >= 10 && 2048 >= var.size_gib
    error_message = "Between 10 and 2048."
  }
}
variable "kind" {
  type = string
  validation {
    condition     = contains(["fifo", "standard"], var.kind)
    error_message = "fifo or standard."
  }
}
variable "note" {
  type    = string
  default = null
}
variable "token" {
  type      = string
  sensitive = true
}
variable "seed" {
  type      = string
  sensitive = true
  default   = "s"
}
output "queue-url" { value = "" }
output "password" {
  value     = ""
  sensitive = true
}
`;

describe("a first document from a module", () => {
  const modules = { "modules/queue": { digest: "d", description: describeModule({ "main.tf": main }) } };
  const text = beginFromModule("modules/queue", modules, begun);
  const { offering } = parseOffering(text);

  test("asks what the module needs, with its words and its validations", () => {
    expect(offering?.inputs).toEqual({
      type: "object",
      required: ["name", "kind", "token"],
      properties: {
        name: { type: "string", title: "Name", description: "Becomes part of the address.", pattern: "^[a-z]{3,20}$" },
        size_gib: { type: "number", title: "Size gib", minimum: 10, maximum: 2048, default: 20 },
        kind: { type: "string", title: "Kind", enum: ["fifo", "standard"] },
        note: { type: "string", title: "Note" },
        token: { type: "string", title: "Token", writeOnly: true },
      },
    });
    expect(offering?.ui?.fields).toEqual({ name: { messages: { pattern: "3 to 20 lowercase letters." } } });
  });

  test("gives it the answers, what the order knows itself, and nothing in place of a secret default", () => {
    expect(offering?.fulfillment.steps[0]?.with).toEqual({
      module: "modules/queue",
      variables: {
        name: "${{ inputs.name }}",
        team: "${{ request.team }}",
        size_gib: "${{ inputs.size_gib }}",
        kind: "${{ inputs.kind }}",
        note: "${{ inputs.?note.orValue(null) }}",
        token: "${{ inputs.token }}",
      },
    });
    expect(text).toContain("# Left to the module's own defaults: seed.");
  });

  test("yields what the module yields", () => {
    expect(offering?.outputs).toEqual({
      queue_url: { title: "Queue url", value: '${{ steps.queue.outputs["queue-url"] }}', secret: false },
      password: { title: "Password", value: "${{ steps.queue.outputs.password }}", secret: true },
    });
  });

  test("is refused where there is no such module", () => {
    expect(() => beginFromModule("modules/quue", modules, begun)).toThrow(Problem);
  });
});

describe("a copy", () => {
  test("has another name and owner, and every other line of the first", () => {
    const source = readFileSync("offerings/postgresql.yaml", "utf8");
    const copied = beginCopy(source, begun).split("\n");
    const lines = source.split("\n");
    expect(copied).toHaveLength(lines.length);
    expect(copied.filter((line, at) => line !== lines[at])).toEqual([
      "  name: queue",
      "  title: Queue",
      "  owner: messaging",
    ]);
  });

  test("is neither deprecated nor superseded", () => {
    const source =
      "metadata:\n  name: old\n  lifecycle: deprecated # since May\n  successor: new\n  title: Old\n  owner: a\n";
    expect(beginCopy(source, begun)).toBe("metadata:\n  name: queue\n  title: Queue\n  owner: messaging\n");
  });
});
