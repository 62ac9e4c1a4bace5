import { completeTask } from "#lib/commands/request/complete-task.ts";
import { answer, rest } from "../../../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await completeTask(context, { ...(await body()), number: param("number"), step: param("step") })),
});
