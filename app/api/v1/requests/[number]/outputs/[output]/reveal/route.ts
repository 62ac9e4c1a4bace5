import { revealOutput } from "#lib/commands/request/reveal-output.ts";
import { answer, rest } from "../../../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param }) =>
    answer(await revealOutput(context, { number: param("number"), output: param("output") })),
});
