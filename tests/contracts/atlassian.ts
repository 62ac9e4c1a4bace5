import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { OpenAPIBackend, type Document, type OpenAPIValidator, type Request } from "openapi-backend";

/** Atlassian's own description of Jira Cloud. It is large and not ours, so it lies beside the repository and may be absent. */
const file = join(import.meta.dirname, "../../../shared/contracts/jira-cloud-v3.openapi.json");

export const absent = "Atlassian's description of Jira (../shared/contracts/jira-cloud-v3.openapi.json) is not present";

const formats = {
  uri: (text: string) => URL.canParse(text),
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d{2}-\d{2}$/,
  // Jira writes the zone without a colon, which the standard would refuse.
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}([+-]\d{4}|Z)$/,
};

export interface Exchange {
  method: string;
  /** From `/rest/api/3/…` on, with the query. */
  path: string;
  body?: unknown;
}

export interface Contract {
  /** What is wrong with a request; nothing when it fits. An unknown operation is wrong too. */
  validateRequest(exchange: Exchange): string[];
  /** What is wrong with the answer to a request; nothing when it fits. An undescribed status is wrong too. */
  validateResponse(exchange: Exchange, status: number, answer: unknown): string[];
}

/** The contract, or undefined where the description is absent: say so with `ctx.skip(absent)`. */
export async function atlassian(): Promise<Contract | undefined> {
  if (!existsSync(file)) return undefined;
  const definition = readDefinition();
  // Quick: only the operations that are met are compiled, out of six hundred.
  const { validator } = await new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { allErrors: true, formats },
  }).init();
  return {
    validateRequest(exchange) {
      const operation = operationOf(validator, exchange);
      if (operation === undefined) return [unknownOperation(exchange)];
      const { valid, errors } = validator.validateRequest(requestOf(exchange), operation);
      return valid ? [] : lines(errors);
    },
    validateResponse(exchange, status, answer) {
      const operation = operationOf(validator, exchange);
      if (operation === undefined) return [unknownOperation(exchange)];
      const described = operation.responses?.[String(status)];
      // Rate limits and failures may meet any call; Atlassian describes them apart from the operations.
      if (described === undefined)
        return status === 429 || status >= 500 ? [] : [`${operation.operationId} is not said to answer ${status}`];
      // Most errors are described by their status alone.
      if (!("content" in described) || described.content?.["application/json"]?.schema === undefined) return [];
      const { valid, errors } = validator.validateResponse(answer, operation, status);
      return valid ? [] : lines(errors);
    },
  };
}

function readDefinition(): Document {
  // Checked by openapi-backend itself when it starts.
  return JSON.parse(readFileSync(file, "utf8")) as Document;
}

type Validator = OpenAPIValidator<Document>;

function operationOf(validator: Validator, exchange: Exchange) {
  return validator.router.matchOperation(requestOf(exchange));
}

function unknownOperation({ method, path }: Exchange): string {
  return `Atlassian describes no ${method} ${path}`;
}

function requestOf({ method, path, body }: Exchange): Request {
  const [bare = path, query = ""] = path.split("?", 2);
  return { method: method.toLowerCase(), path: bare, query, headers: { "content-type": "application/json" }, body };
}

function lines(errors: ReturnType<Validator["validateResponse"]>["errors"]): string[] {
  return (errors ?? []).map(
    (error) => `${error.instancePath || "/"} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
  );
}
