import { OpenAPIBackend, type Document, type OpenAPIValidator, type Request } from "openapi-backend";

export interface Exchange {
  method: string;
  /** As the description has it, with the query. */
  path: string;
  body?: unknown;
}

export interface Contract {
  /** What is wrong with a request; nothing when it fits. An unknown operation is wrong too. */
  validateRequest(exchange: Exchange): string[];
  /** What is wrong with the answer to a request; nothing when it fits. An undescribed status is wrong too. */
  validateResponse(exchange: Exchange, status: number, answer: unknown): string[];
}

export interface Described {
  definition: Document;
  /** In messages: `Atlassian`. */
  author: string;
  formats: Record<string, RegExp | ((text: string) => boolean)>;
}

/** Holds requests and answers against a vendor's own description. */
export async function contractOf({ definition, author, formats }: Described): Promise<Contract> {
  // Quick: only the operations that are met are compiled, out of many hundred.
  const { validator } = await new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { allErrors: true, formats },
  }).init();
  const unknown = ({ method, path }: Exchange) => `${author} describes no ${method} ${path}`;
  return {
    validateRequest(exchange) {
      const operation = operationOf(validator, exchange);
      if (operation === undefined) return [unknown(exchange)];
      const { valid, errors } = validator.validateRequest(requestOf(exchange), operation);
      return valid ? [] : lines(errors);
    },
    validateResponse(exchange, status, answer) {
      const operation = operationOf(validator, exchange);
      if (operation === undefined) return [unknown(exchange)];
      const described = operation.responses?.[String(status)];
      // Rate limits and failures may meet any call; vendors describe them apart from the operations.
      if (described === undefined)
        return status === 429 || status >= 500 ? [] : [`${operation.operationId} is not said to answer ${status}`];
      // Most errors are described by their status alone.
      if (!("content" in described) || described.content?.["application/json"]?.schema === undefined) return [];
      const { valid, errors } = validator.validateResponse(answer, operation, status);
      return valid ? [] : lines(errors);
    },
  };
}

type Validator = OpenAPIValidator<Document>;

function operationOf(validator: Validator, exchange: Exchange) {
  return validator.router.matchOperation(requestOf(exchange));
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
