import type { JsonObject } from "#lib/core/json.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { PlanOrder } from "./compile.ts";

/** A document with everything a plan has to deal with. */
export function database(more: JsonObject = {}): Offering {
  return offeringSchema.parse({
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: {
      name: "postgresql",
      title: "PostgreSQL",
      summary: "A database.",
      owner: "data-platform",
      category: "databases",
      annotations: { port: "5432" },
    },
    inputs: {
      type: "object",
      required: ["name", "size", "password"],
      properties: {
        name: { type: "string" },
        size: { type: "string", enum: ["small", "large"] },
        gib: { type: "integer", default: 10 },
        ratio: { type: "number", default: 2 },
        notes: { type: "string", default: "" },
        password: { type: "string", writeOnly: true },
      },
    },
    fulfillment: { steps: steps() },
    outputs: {
      endpoint: { title: "Endpoint", value: "${{ steps.create.outputs.host }}:${{ offering.annotations.port }}" },
      zone: { value: "${{ vars.zone }}" },
      admin: { value: "${{ steps.create.outputs.token }}", secret: true },
      extra: { value: '${{ steps.large.outputs.?key.orValue("none") }}' },
    },
    ...more,
  });
}

export function steps(): JsonObject[] {
  return [
    {
      id: "create",
      title: "Create the database",
      timeout: "30m",
      uses: "http",
      with: {
        method: "POST",
        path: "/v1/projects/${{ request.project }}/databases/${{ inputs.name }}",
        headers: { "X-Request": "${{ request.number }}" },
        body: {
          gib: "${{ inputs.gib * 2 }}",
          ratio: "${{ inputs.ratio / 4.0 }}",
          password: "${{ inputs.password }}",
          note: "n: ${{ inputs.notes }}",
        },
        outputs: { host: { type: "string", from: "/host" }, token: { type: "string", secret: true, from: "/token" } },
      },
    },
    {
      id: "ticket",
      title: "Bootstrap it",
      any: [
        {
          if: "${{ inputs.size == 'large' }}",
          uses: "manual",
          with: { team: "dba", instructions: "Set up **${{ inputs.name }}**." },
        },
        {
          uses: "jira-issue",
          connection: "jira",
          with: {
            project: "DBA",
            issueType: "Task",
            summary: "Bootstrap ${{ inputs.name }} on ${{ steps.create.outputs.host }}",
            description: "Notes: ${{ inputs.notes }} on **${{ steps.create.outputs.host }}** for ${{ request.number }}",
          },
        },
      ],
    },
    {
      id: "large",
      if: "${{ inputs.size == 'large' }}",
      uses: "jira-issue",
      with: { project: "DBA", issueType: "Task", summary: "Review ${{ inputs.name }}" },
    },
    {
      id: "late",
      needs: ["create"],
      if: "${{ steps.create.outputs.host != '' }}",
      blocking: false,
      uses: "jira-issue",
      with: { project: "DBA", issueType: "Task", summary: "Register ${{ inputs.name }} in ${{ vars.zone }}" },
    },
  ];
}

export function order(inputs: JsonObject = {}, offering: Offering = database()): PlanOrder {
  return {
    offering,
    revision: 3,
    operation: "create",
    inputs: { name: "orders", size: "small", gib: 10, ratio: 2, notes: "", ...inputs },
    context: {
      requester: "Alex",
      team: "checkout",
      project: "shop",
      environment: "dev",
      vars: { zone: "eu-1", unread: "x" },
    },
  };
}
