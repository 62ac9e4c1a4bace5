import { eq } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { prefill } from "#lib/core/form/prefill.ts";
import { own } from "#lib/core/expression/shape.ts";
import { operationsOf } from "#lib/core/offering/operations.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { listEnvironments, listProjects } from "#db/organisation.ts";
import { inputsNow } from "#db/resource.ts";
import { resource } from "#db/tables.ts";
import { outlineOf } from "../catalog/outline.ts";
import { hindranceFor } from "./hindered.ts";
import { revisionFor } from "./offered.ts";
import { asResource, selectResources } from "./row.ts";
import type { OperationView } from "./shape.ts";
import { visibleResource } from "./visible.ts";

/** One operation on a resource as its page asks for it: project and environment are the resource's own. */
export async function operationView(actor: Actor, text: string, name: string): Promise<OperationView> {
  const { id } = await visibleResource(actor, text);
  const db = database();
  const [[row], projects, environments] = await Promise.all([
    selectResources(db).where(eq(resource.id, id)),
    listProjects(db),
    listEnvironments(db),
  ]);
  const current = row && (await revisionFor(db, row, name));
  const operation = current && operationsOf(current.document).find((offered) => offered.name === name);
  if (!row || !operation) throw new Problem("not_found", "There is no such operation on this resource.");
  const { inputs, ui, fulfillment } = own(current.document.operations, name) ?? {};
  const form = buildForm(inputs ?? { type: "object", properties: {} }, ui);
  return {
    operation,
    resource: asResource(row),
    ordered: {
      name: row.offering,
      revision: current.number,
      form,
      steps: outlineOf(fulfillment?.steps ?? []),
      projects: projects.filter((project) => project.name === row.project),
      environments: environments.filter((environment) => environment.name === row.environment),
    },
    inputs: prefill(form, await inputsNow(db, id)),
    hindered: await hindranceFor(db, actor, row, operation.kind),
  };
}
