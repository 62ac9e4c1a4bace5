/** Every table. Their definitions stand by aggregate in db/tables/. */
export * from "./tables/organisation.ts";
export * from "./tables/session.ts";
export * from "./tables/offering.ts";
export * from "./tables/module.ts";
export * from "./tables/studio.ts";
export * from "./tables/request.ts";
export * from "./tables/record.ts";
export * from "./tables/platform.ts";
export * from "./tables/probe.ts";
export * from "./tables/seen.ts";
