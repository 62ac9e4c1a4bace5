import type { Span } from "./trace.ts";

/**
 * Spans as OTLP has them in JSON. Written by us: OpenTelemetry's SDK makes the ids of spans itself and ends a span in the
 * process that began it, while a request lasts for days and is worked on by many.
 */
export function asOtlp(spans: readonly Span[], service: string, role: string) {
  const resource = { "service.name": service, "service.namespace": "pao", "process.role": role };
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope: { name: "pao" }, spans: spans.map(spanOf) }],
      },
    ],
  };
}

const kinds = { internal: 1, server: 2, client: 3 } as const;
const wentWrong = 2;

function spanOf({ trace, id, parent, name, kind, from, to, attributes, failed }: Span) {
  return {
    traceId: trace,
    spanId: id,
    ...(parent === null ? {} : { parentSpanId: parent }),
    name,
    kind: kinds[kind],
    startTimeUnixNano: nanoseconds(from),
    endTimeUnixNano: nanoseconds(to < from ? from : to),
    attributes: attributesOf(attributes),
    status: failed === undefined ? {} : { code: wentWrong, message: failed },
  };
}

const nanoseconds = (at: Date) => `${at.getTime()}000000`;

function attributesOf(attributes: Readonly<Record<string, string | number>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value: string | number) {
  if (typeof value === "string") return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
