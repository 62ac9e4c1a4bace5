import { z } from "zod";
import { declaredOutputs } from "./declared.ts";
import { httpPath } from "./http-path.ts";
import { duration } from "#lib/core/offering/document.ts";
import { filled, orExpression } from "./texts.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const pointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, "A JSON pointer: empty for the whole answer, or /name/0/id.");
const status = z.union([z.int().min(100).max(599), z.string().regex(/^[1-5]\d\d-[1-5]\d\d$/)], {
  error: "A status as 201, or a range as 200-299.",
});
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const name = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "This is no name of a header.");
/** The connection signs in, PAO names the effect, the body's length follows from the body. */
const kept = new Set([
  "authorization",
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "idempotency-key",
  "cookie",
]);
const headerName = name.refine((value) => !kept.has(value.toLowerCase()), "PAO sets this header itself.");
const headerValue = z.string().regex(/^[^\p{Cc}]*$/u, "A header holds one line.");

const condition = z
  .strictObject({ pointer, equals: z.exactOptional(z.json()), in: z.exactOptional(z.array(z.json()).min(1)) })
  .refine((value) => (value.equals === undefined) !== (value.in === undefined), "Give either `equals` or `in`.");
const failure = z
  .strictObject({
    pointer,
    equals: z.exactOptional(z.json()),
    in: z.exactOptional(z.array(z.json()).min(1)),
    message: z.exactOptional(pointer),
  })
  .refine((value) => (value.equals === undefined) !== (value.in === undefined), "Give either `equals` or `in`.");

const outputs = declaredOutputs(pointer.describe("Where in the answer: /id."));

/** What a document and a rendered payload share, but for how a path is checked. */
function shape<P extends z.ZodType, V extends z.ZodType, H extends z.ZodType>(path: P, value: V, header: H) {
  const query = z.record(filled(200), value);
  return {
    path: path.describe("Below the connection's address; begins with /."),
    query: z.exactOptional(query).describe("What follows the question mark; null leaves one out."),
    headers: z.exactOptional(z.record(headerName, header)).describe("Besides those that PAO sets itself."),
    body: z.exactOptional(z.json()).describe("Sent as JSON; not with GET and DELETE."),
    expect: z.exactOptional(z.array(status).min(1)).describe("Statuses that mean it worked; 200-299 when left out."),
    idempotent: z
      .exactOptional(z.boolean())
      .describe("The other side honours Idempotency-Key, so that a POST may be repeated."),
    find: z
      .exactOptional(
        z.strictObject({
          path: path.describe("What is asked with GET."),
          query: z.exactOptional(query),
          match: z
            .exactOptional(z.record(pointer, z.json()))
            .describe("What the thing that was made has at these pointers."),
          take: z.exactOptional(pointer).describe("Where the found thing, or the list of things, is in the answer."),
        }),
      )
      .describe("How to look for what an earlier attempt made, after an answer was lost."),
    wait: z
      .exactOptional(
        z
          .strictObject({
            path: z.exactOptional(path).describe("What is asked again."),
            from: z.exactOptional(pointer).describe("Where the answer names the path or address to ask again."),
            every: z.exactOptional(duration).describe("Pause between two looks; 5s when left out."),
            until: condition.describe("What the answer holds once it is ready."),
            failed: z
              .exactOptional(failure)
              .describe("What the answer holds once it has failed, and where it says why."),
            timeout: z.exactOptional(duration).describe("How long it may take; no end when left out."),
          })
          .refine((wait) => (wait.path === undefined) !== (wait.from === undefined), "Give either `path` or `from`."),
      )
      .describe("For what takes a while: asks again until it is ready."),
    outputs: z.exactOptional(outputs).describe("Read from the last answer."),
  };
}

const what = "a path that begins with / (host and scheme come from the connection, and no part may be . or ..)";
/** With expressions in it a path is judged once it is rendered; where it begins can be seen before. */
const withExpressions = z
  .string()
  .regex(/\$\{\{/)
  .regex(/^(\/|\$\{\{)/);
const documentPath = z.union([httpPath, withExpressions], { error: `Give ${what}.` });
const method = z.enum(methods);
const bodiless = (given: { method: string; body?: unknown }) =>
  !(given.body !== undefined && (given.method === "GET" || given.method === "DELETE"));
const noBody = { error: "GET and DELETE send no body.", path: ["body"] };

export const httpConfig = z
  .strictObject({
    method,
    ...shape(documentPath, orExpression(scalar, "a text, a number, true or false"), z.string()),
  })
  .refine(bodiless, noBody);

export const httpPayload = z.strictObject({ method, ...shape(httpPath, scalar, headerValue) }).refine(bodiless, noBody);

export type HttpPayload = z.infer<typeof httpPayload>;
export type HttpCondition = z.infer<typeof condition>;
