import type { z } from "zod";
import { replaceCredential } from "#lib/commands/connection/replace-credential.ts";
import { saveConnection } from "#lib/commands/connection/save.ts";
import { checkDocument } from "#lib/commands/offering/check.ts";
import { probeConnection } from "#lib/commands/probe/connection.ts";
import { probeOffering } from "#lib/commands/probe/offering.ts";
import { abortRequest } from "#lib/commands/request/abort.ts";
import { cancelRequest } from "#lib/commands/request/cancel.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { escalateStep } from "#lib/commands/request/escalate.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { planOrder } from "#lib/commands/request/plan.ts";
import { refuseTask } from "#lib/commands/request/refuse-task.ts";
import { resolveStep } from "#lib/commands/request/resolve.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import { revealOutput } from "#lib/commands/request/reveal-output.ts";
import { auditExportQuery, auditQuery } from "./audit-query.ts";
import { accountOperations } from "./account-operations.ts";
import { draftOperations } from "./draft-operations.ts";
import { organisationOperations } from "./organisation-operations.ts";
import { revisionOperations } from "./revision-operations.ts";
import { catalogQuery, inboxQuery, logQuery, requestQuery, removeConnectionQuery, resourceQuery } from "./query.ts";

/** One thing REST can do, as its description tells it. A test holds this list against the routes. */
export interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  id: string;
  summary: string;
  /** What the body takes; names that are in the path are left out of it. */
  body?: z.ZodType;
  query?: z.ZodObject;
  /** The answer's status and media type, when it is not 200 and JSON. */
  answers?: { status?: number; media?: string };
}

export const operations: readonly Operation[] = [
  { method: "get", path: "/me", id: "whoAmI", summary: "Who the token or session belongs to." },
  {
    method: "get",
    path: "/catalog",
    id: "listCatalog",
    summary: "Offerings that fit, a page of them.",
    query: catalogQuery,
  },
  {
    method: "get",
    path: "/catalog/{name}",
    id: "getOffering",
    summary: "An offering with its form, its document and the document's text.",
  },
  ...revisionOperations,
  ...draftOperations,
  {
    method: "post",
    path: "/catalog/{name}/plan",
    id: "planOrder",
    summary: "What would happen; nothing is written.",
    body: planOrder.schema,
  },
  {
    method: "post",
    path: "/catalog/{name}/probe",
    id: "probeOffering",
    summary: "Asks whether what the offering's steps name is there outside; for its authors.",
    body: probeOffering.schema,
    answers: { status: 202 },
  },
  {
    method: "get",
    path: "/probes/{id}",
    id: "getProbe",
    summary: "What the outside answered, or that it has not yet.",
  },
  {
    method: "get",
    path: "/requests",
    id: "listRequests",
    summary: "Requests, newest first; as CSV with format=csv.",
    query: requestQuery,
  },
  {
    method: "post",
    path: "/requests",
    id: "orderRequest",
    summary: "Orders an offering.",
    body: orderRequest.schema,
    answers: { status: 201 },
  },
  {
    method: "get",
    path: "/requests.csv",
    id: "exportRequests",
    summary: "Every request that fits.",
    query: requestQuery,
    answers: { media: "text/csv" },
  },
  {
    method: "get",
    path: "/requests/{number}",
    id: "getRequest",
    summary: "A request with its steps, outputs and activity.",
  },
  { method: "get", path: "/requests/{number}/log", id: "getLog", summary: "Log lines after an id.", query: logQuery },
  {
    method: "get",
    path: "/requests/{number}/events",
    id: "followRequest",
    summary: "Events and log lines as they come; resumes from Last-Event-ID; `end` once the request is final.",
    answers: { media: "text/event-stream" },
  },
  {
    method: "post",
    path: "/requests/{number}/retry",
    id: "retryStep",
    summary: "Tries a failed step again, from an earlier one if `from` names it.",
    body: retryStep.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/resolve",
    id: "resolveStep",
    summary: "Says that a step was done by hand.",
    body: resolveStep.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/escalate",
    id: "escalateStep",
    summary: "Has tickets opened in place of a failed step and of what follows from it.",
    body: escalateStep.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/abort",
    id: "abortRequest",
    summary: "Ends a request and asks nobody outside; nothing is undone.",
    body: abortRequest.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/cancel",
    id: "cancelRequest",
    summary: "Asks what is under way to stop, then ends the request; nothing is undone.",
    body: cancelRequest.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/steps/{step}/complete",
    id: "completeTask",
    summary: "Completes a manual task.",
    body: completeTask.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/steps/{step}/refuse",
    id: "refuseTask",
    summary: "Refuses a manual task.",
    body: refuseTask.schema,
  },
  {
    method: "post",
    path: "/requests/{number}/outputs/{output}/reveal",
    id: "revealOutput",
    summary: "Shows a secret output; audited.",
    body: revealOutput.schema,
  },
  {
    method: "get",
    path: "/resources",
    id: "listResources",
    summary: "Resources that fit, newest first, a page of them.",
    query: resourceQuery,
  },
  {
    method: "get",
    path: "/resources/{id}",
    id: "getResource",
    summary:
      "A resource with its outputs, its parts, the requests that made and changed it, and what they made outside.",
  },
  {
    method: "get",
    path: "/projects/{name}",
    id: "getProject",
    summary: "A project with its resources by environment and its recent requests.",
  },
  {
    method: "get",
    path: "/inbox",
    id: "listInbox",
    summary: "What waits on your teams, a page of it.",
    query: inboxQuery,
  },
  ...accountOperations,
  ...organisationOperations,
  {
    method: "get",
    path: "/audit",
    id: "listAudit",
    summary: "What actors did and were denied, newest first, a page of it; for auditors and admins.",
    query: auditQuery,
  },
  {
    method: "get",
    path: "/audit/export",
    id: "exportAudit",
    summary: "All of the audit that fits, as CSV or, with format=jsonl, as lines of JSON; audited.",
    query: auditExportQuery,
    answers: { media: "text/csv" },
  },
  {
    method: "get",
    path: "/engines",
    id: "listEngines",
    summary: "Engines with what they have in hand; for admins.",
  },
  {
    method: "get",
    path: "/connections",
    id: "listConnections",
    summary: "Connections without their credentials; for admins.",
  },
  {
    method: "post",
    path: "/connections",
    id: "addConnection",
    summary: "Adds or changes a connection.",
    body: saveConnection.schema,
    answers: { status: 201 },
  },
  {
    method: "put",
    path: "/connections/{name}",
    id: "saveConnection",
    summary: "Adds or changes a connection.",
    body: saveConnection.schema,
  },
  {
    method: "delete",
    path: "/connections/{name}",
    id: "removeConnection",
    summary: "Removes a connection; one that is in use only with anyway=true.",
    query: removeConnectionQuery,
  },
  {
    method: "put",
    path: "/connections/{name}/credential",
    id: "replaceCredential",
    summary: "Puts a new credential in the place of the old one.",
    body: replaceCredential.schema,
  },
  {
    method: "post",
    path: "/connections/{name}/probe",
    id: "probeConnection",
    summary: "Asks whether a connection works.",
    body: probeConnection.schema,
    answers: { status: 202 },
  },
  {
    method: "post",
    path: "/tools/validate",
    id: "validateDocument",
    summary: "What is wrong with an offering document.",
    body: checkDocument.schema,
  },
  { method: "get", path: "/openapi.json", id: "describe", summary: "This description." },
];
