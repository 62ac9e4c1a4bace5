import { expect, test } from "vitest";
import type { Json } from "#lib/core/json.ts";
import { answerWords } from "./answer-words.ts";

test.each<[Json | undefined, string | null]>([
  [{ code: "name_taken", message: "The name is taken." }, "The name is taken."],
  [{ type: "about:blank", title: "Conflict", detail: "It exists." }, "It exists."],
  [{ error: { message: "Quota exceeded." } }, "Quota exceeded."],
  [{ error: "invalid_grant", error_description: "The token is old." }, "The token is old."],
  [{ message: " " }, null],
  [{ message: "x".repeat(501) }, null],
  [{ message: 4 }, null],
  [["no"], null],
  ["text", null],
  [undefined, null],
])("of %j it reads %j", (body, words) => expect(answerWords(body)).toBe(words));
