import { isJsonObject } from "#lib/core/json.ts";
import { uiSchema } from "#lib/core/offering/document.ts";
import type { Way } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { issuesOf } from "#lib/core/offering/sentence.ts";
import { checkQuestions } from "./questions.ts";
import type { Room } from "./room.ts";
import { checkUi } from "./ui.ts";

/** What a task asks when it is done is a form like the offering's own, and is held to the same rules. */
export function checkTask(room: Room, { with: given }: Way, path: Path): void {
  const asked = isJsonObject(given["outputs"]) ? given["outputs"] : undefined;
  if (asked) checkQuestions(room, asked, [...path, "outputs"]);
  if (given["ui"] === undefined) return;
  const ui = uiSchema.safeParse(given["ui"]);
  if (ui.success) checkUi(room, ui.data, asked ?? {}, [...path, "ui"]);
  else room.issues.push(...issuesOf(ui.error.issues, uiSchema, given["ui"], room.locate, [...path, "ui"]));
}
