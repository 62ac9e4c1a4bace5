import { planOrder } from "#lib/commands/request/plan.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await planOrder(context, { ...(await body()), offering: param("name") })),
});
