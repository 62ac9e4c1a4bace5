import { describe, expect, test } from "vitest";
import { type Report, told } from "./report.ts";

const reports: Report[] = [
  { file: "offerings/good.yaml", issues: [] },
  {
    file: "offerings/a b.yaml",
    issues: [
      {
        severity: "error",
        message: "inputs.siez is no question,\nwhich is 100% sure; did you mean inputs.size?",
        path: "/fulfillment/steps/0",
        line: 7,
        column: 12,
        fix: { title: "Write inputs.size", replacement: "inputs.size", line: 7, column: 12, length: 11 },
      },
      { severity: "warning", message: "Nobody reads it.", path: "" },
    ],
  },
];

describe("what was found is told", () => {
  test("in lines that editors follow", () => {
    const [first, , last] = told("text", reports, "1.0.0").split(/\n(?!which)/);
    expect(first).toMatch(/^offerings\/a b\.yaml:7:12: error: inputs\.siez/);
    expect(last).toBe("2 documents: 1 error, 1 warning.");
  });

  test("as annotations of GitHub, whatever a message holds", () => {
    expect(told("github", reports, "1.0.0").split("\n")).toEqual([
      "::error file=offerings/a b.yaml,line=7,col=12::inputs.siez is no question,%0Awhich is 100%25 sure; did you mean inputs.size?",
      "::warning file=offerings/a b.yaml,line=1,col=1::Nobody reads it.",
      "2 documents: 1 error, 1 warning.",
    ]);
  });

  test("as JSON, with every file", () => {
    expect(JSON.parse(told("json", reports, "1.0.0"))).toEqual(reports);
  });

  test("as SARIF, with places and what would mend it", () => {
    const sarif: unknown = JSON.parse(told("sarif", reports, "1.0.0"));
    const uri = "offerings/a%20b.yaml";
    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "pao", version: "1.0.0", rules: [{ id: "offering" }] } },
          results: [
            {
              ruleId: "offering",
              level: "error",
              locations: [
                {
                  physicalLocation: { artifactLocation: { uri }, region: { startLine: 7, startColumn: 12 } },
                  logicalLocations: [{ fullyQualifiedName: "/fulfillment/steps/0" }],
                },
              ],
              fixes: [
                {
                  artifactChanges: [
                    {
                      artifactLocation: { uri },
                      replacements: [
                        {
                          deletedRegion: { startLine: 7, startColumn: 12, endLine: 7, endColumn: 23 },
                          insertedContent: { text: "inputs.size" },
                        },
                      ],
                    },
                  ],
                },
              ],
            },
            { level: "warning", locations: [{ physicalLocation: { region: { startLine: 1, startColumn: 1 } } }] },
          ],
        },
      ],
    });
  });
});
