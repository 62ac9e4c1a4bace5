import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeModule } from "./describe.ts";

const main = `
terraform {
  required_version = ">= 1.9" # at least
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
    random = "3.0"
  }
  backend "s3" { bucket = "x" }
}

/* variable "not_this_one" {} */
variable "name" {
  type        = string
  description = "Host \\"name\\" of \${literally} it"
  validation {
    condition     = can(regex("^[a-z]{2,}\${""}$", var.name))
    error_message = "Not \${var.name} } please {"
  }
}
variable size { default = "small" }
variable "disks" {
  type = list(object({
    mount = string, # where
    gib   = optional(number, 10)
    tags  = optional(map(string), { a = "}" })
  }))
  default  = []
  nullable = false
}
variable "password" {
  type      = string
  sensitive = true
}
variable "computed" { default = merge({}, {}) }

locals {
  script = <<-EOT
    variable "heredoc" {}
    \${ join(",", [for x in var.disks : "\${x.mount}"]) }
  EOT
  map = { for k, v in {} : k => v... if v != null }
}

module "net" {
  source = "../shared/network"
}

output "host" {
  value       = "\${var.name}.example.com"
  description = <<EOT
The host.
EOT
}
output "password" {
  sensitive = true
  value     = var.password
}
`;

describe("a module's description", () => {
  const described = describeModule({ "main.tf": main, "README.md": 'variable "readme" {}' });

  test("says which variables it takes, of which type, and which are needed", () => {
    expect(Object.keys(described.variables)).toEqual(["name", "size", "disks", "password", "computed"]);
    expect(described.variables["name"]).toEqual({
      schema: { type: "string" },
      required: true,
      sensitive: false,
      nullable: true,
    });
    expect(described.variables["size"]).toMatchObject({ schema: {}, required: false, default: "small" });
    expect(described.variables["disks"]).toEqual({
      schema: {
        type: "array",
        items: {
          type: "object",
          properties: {
            mount: { type: "string" },
            gib: { type: "number" },
            tags: { type: "object", additionalProperties: { type: "string" } },
          },
          required: ["mount"],
        },
      },
      required: false,
      sensitive: false,
      nullable: false,
      default: [],
    });
    expect(described.variables["password"]?.sensitive).toBe(true);
    expect(described.variables["computed"]).toMatchObject({ required: false });
  });

  test("says what it yields, and what of it is secret", () => {
    expect(described.outputs).toEqual({
      host: { sensitive: false, description: "The host." },
      password: { sensitive: true },
    });
  });

  test("says what it needs", () => {
    expect(described).toMatchObject({
      requiredVersion: ">= 1.9",
      providers: { aws: { source: "hashicorp/aws", version: "~> 5.0" }, random: { version: "3.0" } },
      calls: { net: "../shared/network" },
      backend: "s3",
      troubles: [],
    });
  });

  test("is the same when the module is written in JSON", () => {
    const json = {
      terraform: { required_version: ">= 1.9", backend: { s3: {} } },
      variable: {
        "//": "Comment",
        name: { type: "string" },
        disks: [{ type: "list(object({ mount = string }))", default: [] }],
      },
      output: { password: { value: "${var.x}", sensitive: true } },
      module: { net: { source: "./net" } },
    };
    const same = describeModule({ "main.tf.json": JSON.stringify(json) });
    expect(Object.keys(same.variables)).toEqual(["name", "disks"]);
    expect(same.variables["name"]).toMatchObject({ schema: { type: "string" }, required: true });
    expect(same.variables["disks"]).toMatchObject({ schema: { type: "array" }, required: false, default: [] });
    expect(same).toMatchObject({ backend: "s3", calls: { net: "./net" }, requiredVersion: ">= 1.9" });
    expect(same.outputs).toEqual({ password: { sensitive: true } });
  });

  test("lets override files have the last word", () => {
    const files = {
      "a_override.tf": 'variable "name" { default = "x" }',
      "main.tf": 'variable "name" {\n type = string\n}',
    };
    expect(describeModule(files).variables["name"]).toMatchObject({
      schema: { type: "string" },
      required: false,
      default: "x",
    });
  });

  test("takes a secrecy it can't read for secret", () => {
    expect(describeModule({ "a.tf": 'output "a" { sensitive = local.x }' }).outputs["a"]?.sensitive).toBe(true);
  });

  test("says so when there is nothing to describe", () => {
    expect(describeModule({ "notes.txt": "" }).troubles).toEqual(["It holds no Terraform files."]);
  });
});

const scrap = fc.constantFrom(
  '"',
  "${",
  "%{",
  "}",
  "{",
  "<<EOT\n",
  "\nEOT",
  "\\",
  "/*",
  "*/",
  "#",
  "=",
  "(",
  "]",
  "\n",
  "$$",
);
const words = fc.constantFrom(
  'variable "a" {',
  "type = ",
  "object(",
  "optional(",
  "list(",
  "default = ",
  "output b {",
  "-1",
);

test("no text makes describing throw or stall", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(scrap, words, fc.string({ unit: "binary" }))), (parts) => {
      const text = parts.join("");
      describeModule({ "a.tf": text, "b.tf.json": text });
    }),
    { numRuns: 300 },
  );
  const began = performance.now();
  for (const deep of ["{", "[", "(", '"${', "a {", "x = [", "variable a { type = list(", "<<A\n", "/*"])
    describeModule({ "a.tf": deep.repeat(20_000) });
  expect(performance.now() - began).toBeLessThan(5000);
});

test("whatever a text holds, what stands behind it is still read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const quoted = JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
      const { variables } = describeModule({ "a.tf": `variable "a" {\n  default = ${quoted}\n}\nvariable "b" {}\n` });
      expect(Object.keys(variables)).toEqual(["a", "b"]);
      expect(variables["a"]?.default).toBe(text);
    }),
  );
});
