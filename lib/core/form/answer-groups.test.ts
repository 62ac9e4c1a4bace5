import { expect, test } from "vitest";
import { answerGroups } from "./answer-groups.ts";

const answer = (path: string, title: string) => ({ path, title });
const group = [
  answer("/db/size", "Database · Size"),
  answer("/db/zone", "Database · Zone"),
  answer("/db/net/ip", "Database · Network · Address"),
];

test("answers of one group stand under its name, and say it no more", () => {
  expect(answerGroups([answer("/name", "Name"), ...group, answer("/last", "Last")])).toEqual([
    { title: null, answers: [answer("/name", "Name")] },
    {
      title: "Database",
      answers: [answer("/db/size", "Size"), answer("/db/zone", "Zone"), answer("/db/net/ip", "Network · Address")],
    },
    { title: null, answers: [answer("/last", "Last")] },
  ]);
});

test("a pair and the entries of lists stay as they are", () => {
  const plain = [
    ...group.slice(0, 2),
    answer("/rules/0/port", "Rules 1 · Port"),
    answer("/rules/1/port", "Rules 2 · Port"),
  ];
  expect(answerGroups(plain)).toEqual([{ title: null, answers: plain }]);
});
