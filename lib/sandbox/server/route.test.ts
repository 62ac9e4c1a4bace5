import { expect, test } from "vitest";
import { empty } from "./exchange.ts";
import { findRoute, route } from "./route.ts";

const routes = [
  route("GET", "/issue/:key", () => empty(200)),
  route("PUT", "/issue/:key/properties/:property", () => empty(200)),
];

test("a named part holds one decoded segment", () => {
  expect(findRoute(routes, "PUT", "/issue/DBA-1/properties/a%2Fb")).toMatchObject({
    params: { key: "DBA-1", property: "a/b" },
  });
});

test("a known path with another method names the methods it has", () => {
  expect(findRoute(routes, "DELETE", "/issue/DBA-1")).toEqual({ otherMethods: ["GET"] });
});

test("a last part with a star holds all that is left, decoded", () => {
  const rest = [route("GET", "/contents/*path", () => empty(200))];
  expect(findRoute(rest, "GET", "/contents/a/b%2Fc.yaml")).toMatchObject({ params: { path: "a/b/c.yaml" } });
  expect(findRoute(rest, "GET", "/contents")).toEqual({ otherMethods: [] });
});

test.each(["/issue", "/issue/", "/issue/DBA-1/more", "/issue/%"])("an unknown path fits nothing: %s", (path) => {
  expect(findRoute(routes, "GET", path)).toEqual({ otherMethods: [] });
});
