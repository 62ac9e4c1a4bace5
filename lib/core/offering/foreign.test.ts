import { describe, expect, test } from "vitest";
import { parseOffering } from "./parse.ts";

const told = (source: string) => parseOffering(source).issues.map(({ message }) => message);

describe("what is no offering", () => {
  test.each([
    ["on: push\njobs:\n  build: { runs-on: ubuntu-latest }\n", "it looks like a GitHub workflow. Leave it"],
    ["apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: {}\n", "it is of kind Deployment (apps/v1)."],
    [
      "apiVersion: v1\nkind: Service\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Secret\n",
      "it is of kind Service (v1).",
    ],
    [
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n",
      "it looks like a Helm chart's template. Leave",
    ],
    ["apiVersion: v2\nname: redis\nversion: 1.0.0\n", "it looks like a Helm chart. Leave it"],
    ["services:\n  db: { image: postgres }\n", "it looks like a Docker Compose file. A step"],
    ['{"type": "object", "properties": {}}', "it looks like a JSON Schema. Put it"],
    ['resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n', "it looks like Terraform. Put it"],
    ["apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nspec: {}\n", "Its parameters would be inputs"],
    ["replicas: 2\nimage: a\n", "it has none of the names that one has. An offering begins with"],
  ])("says in one sentence what it looks like: %j", (source, words) => {
    const [only, ...more] = told(source);
    expect(only).toMatch(/^This is no offering: /);
    expect(only).toContain(words);
    expect(more).toEqual([]);
  });

  test.each([
    "apiVersion: pao/v1\nkind: Template\nmetadata: { name: a }\n",
    "kind: Offring\nservices: {}\n",
    "metdata: { name: a }\n",
    "kind: Job\nfulfillment: { steps: [] }\n",
    "",
  ])("is not said of what may be meant as one: %j", (source) => {
    expect(told(source).join()).not.toContain("no offering");
  });
});
