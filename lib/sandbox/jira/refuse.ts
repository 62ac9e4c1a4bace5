import { json, Refusal, type Answer } from "#lib/sandbox/server/exchange.ts";

/** Jira's error body: sentences about the whole, and one for each field. */
export function failure(status: number, messages: readonly string[], errors: Record<string, string> = {}): Answer {
  return json(status, { errorMessages: [...messages], errors });
}

export function refuse(status: number, message: string): Refusal {
  return new Refusal(failure(status, [message]));
}

export function refuseFields(errors: Record<string, string>): Refusal {
  return new Refusal(failure(400, [], errors));
}

export function noSuchIssue(): Refusal {
  return refuse(404, "Issue does not exist or you do not have permission to see it.");
}

export function noSuchProject(key: string): Refusal {
  return refuse(404, `No project could be found with key '${key}'.`);
}

export function notReadable(): Refusal {
  return refuse(400, "Invalid request payload. Refer to the REST API documentation and try again.");
}
