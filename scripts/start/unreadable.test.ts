import { expect, test } from "vitest";
import { refusalOf } from "./unreadable.ts";

test.each([
  "/",
  "/catalog/postgresql",
  "/catalog/%E2%82%AC",
  "/catalog/100%25",
  "/catalog?text=100%",
  "/catalog#50%",
  "/api/v1/requests?text=%E0%A4%A",
  "http://localhost:3000/catalog",
])("%s goes on to its route", (url) => {
  expect(refusalOf(url)).toBeNull();
});

test.each(["/api/v1/catalog/%E0%A4%A", "/api/v1/catalog/%E0%A4%A?x=1", "/api/%", "/api/live/%FF"])(
  "%s is answered as a problem",
  (url) => {
    const { status, headers, body = "" } = refusalOf(url) ?? {};
    expect(status).toBe(400);
    expect(headers).toMatchObject({ "content-type": "application/problem+json" });
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: "malformed", type: "urn:pao:problem:malformed" });
  },
);

test.each(["*", "catalog", "/%E0%A4%A", "/catalog/%", "/requests/%zz", "/apiary/%C3"])(
  "%s is answered with a page",
  (url) => {
    const { status, headers, body } = refusalOf(url) ?? {};
    expect(status).toBe(400);
    expect(headers).toMatchObject({ "content-type": "text/html; charset=utf-8" });
    expect(body).toContain('href="/"');
  },
);
