import { pointer } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { type Difference, listed, names, quoted, same } from "./difference.ts";
import { differentQuestions } from "./questions.ts";
import { differentSteps } from "./steps.ts";

/** In what a later revision differs from an earlier one, in sentences: questions first, words last. Nothing where they mean the same. */
export function differences(before: Offering, after: Offering): Difference[] {
  const all = [
    ...differentLevel(before, after),
    ...differentQuestions(before.inputs, after.inputs, ["inputs"]),
    ...differentSteps(before.fulfillment, after.fulfillment, ["fulfillment"]),
    ...differentOutputs(before.outputs, after.outputs, ["outputs"]),
    ...differentPolicies(before.policies, after.policies, ["policies"]),
    ...differentOperations(before, after),
    ...differentOffer(before, after),
    ...differentWords(before, after),
  ];
  return [...all.filter(({ about }) => about !== "words"), ...all.filter(({ about }) => about === "words")];
}

const levelWords = { ticket: "by ticket", assisted: "assisted", automated: "automated" } as const;

function differentLevel(before: Offering, after: Offering): Difference[] {
  const [was, is] = [automationLevel(before), automationLevel(after)];
  if (was === is) return [];
  const sentence = `It is ${levelWords[is]} now, and was ${levelWords[was]}.`;
  return [{ about: "fulfilment", sentence, path: pointer("fulfillment") }];
}

function differentOutputs(
  before: Offering["outputs"],
  after: Offering["outputs"],
  at: readonly string[],
): Difference[] {
  const { gone, come, stay } = names(before, after);
  const told = (name: string, sentence: string): Difference => ({
    about: "outputs",
    sentence,
    path: pointer(...at, name),
  });
  return [
    ...come.map((name) => told(name, `It yields ${after[name]?.secret ? "the secret " : ""}${called(after, name)}.`)),
    ...gone.map((name) => told(name, `It no longer yields ${called(before, name)}.`)),
    ...stay.flatMap((name) => {
      const [was, is] = [before[name], after[name]];
      return [
        ...(was?.secret === is?.secret
          ? []
          : [told(name, `${called(after, name)} is ${is?.secret ? "a secret now" : "no longer a secret"}.`)]),
        ...(was?.value === is?.value ? [] : [told(name, `${called(after, name)} comes from elsewhere.`)]),
      ];
    }),
  ];
}

const called = (outputs: Offering["outputs"], name: string) => quoted(outputs[name]?.title ?? name);

function differentPolicies(
  before: Offering["policies"],
  after: Offering["policies"],
  at: readonly string[],
): Difference[] {
  const byId = (policies: Offering["policies"]) => Object.fromEntries(policies.map((policy) => [policy.id, policy]));
  const [was, is] = [byId(before), byId(after)];
  const { gone, come, stay } = names(was, is);
  const told = (sentence: string): Difference => ({ about: "rules", sentence, path: pointer(...at) });
  return [
    ...come.map((id) => told(`It adds the policy ${quoted(id)}.`)),
    ...gone.map((id) => told(`It drops the policy ${quoted(id)}.`)),
    ...stay.filter((id) => !same(was[id], is[id])).map((id) => told(`The policy ${quoted(id)} has changed.`)),
  ];
}

function differentOperations(before: Offering, after: Offering): Difference[] {
  const { gone, come, stay } = names(before.operations, after.operations);
  const at = (name: string) => ["operations", name];
  const told = (name: string, sentence: string): Difference => ({
    about: "offer",
    sentence,
    path: pointer(...at(name)),
  });
  return [
    ...come.map((name) => told(name, `It adds the operation ${titled(after, name)}.`)),
    ...gone.map((name) => told(name, `It drops the operation ${titled(before, name)}.`)),
    ...stay.flatMap((name) => {
      const [was, is] = [before.operations[name], after.operations[name]];
      if (!was || !is) return [];
      const inside = [
        ...differentQuestions(was.inputs ?? {}, is.inputs ?? {}, [...at(name), "inputs"]),
        ...(was.fulfillment && is.fulfillment
          ? differentSteps(was.fulfillment, is.fulfillment, [...at(name), "fulfillment"])
          : []),
        ...differentOutputs(was.outputs ?? {}, is.outputs ?? {}, [...at(name), "outputs"]),
        ...differentPolicies(was.policies, is.policies, [...at(name), "policies"]),
      ];
      return inside.map((one) => ({ ...one, sentence: `${is.title}: ${lower(one.sentence)}` }));
    }),
  ];
}

const titled = ({ operations }: Offering, name: string) => quoted(operations[name]?.title ?? name);

const lower = (sentence: string) =>
  /^(It|The|Tickets)\b/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

function differentOffer({ metadata: was }: Offering, { metadata: is }: Offering): Difference[] {
  const told = (name: string, sentence: string): Difference => ({
    about: "offer",
    sentence,
    path: pointer("metadata", name),
  });
  return [
    ...(was.owner === is.owner
      ? []
      : [told("owner", `It belongs to team ${is.owner} now, and belonged to ${was.owner}.`)]),
    ...(was.lifecycle === is.lifecycle
      ? []
      : [told("lifecycle", `It is ${is.lifecycle} now, and was ${was.lifecycle}.`)]),
    ...(was.successor === is.successor
      ? []
      : [
          told(
            "successor",
            is.successor ? `It leads to ${is.successor} instead.` : "It leads to no other offering any more.",
          ),
        ]),
    ...(same(was.environments, is.environments)
      ? []
      : [
          told(
            "environments",
            `It is offered in ${is.environments ? listed(is.environments) : "every environment"} now.`,
          ),
        ]),
    ...(same(was.availableTo, is.availableTo)
      ? []
      : [
          told(
            "availableTo",
            `It is offered to ${is.availableTo ? `team ${listed(is.availableTo)}` : "every team"} now.`,
          ),
        ]),
    ...(was.category === is.category
      ? []
      : [told("category", `It stands under ${is.category} now, and stood under ${was.category}.`)]),
    ...(same(was.annotations, is.annotations) ? [] : [told("annotations", "Its constants have changed.")]),
  ];
}

function differentWords(before: Offering, after: Offering): Difference[] {
  const [was, is] = [before.metadata, after.metadata];
  const words = (["title", "summary", "description", "tags", "links", "icon"] as const).filter(
    (name) => !same(was[name], is[name]),
  );
  return [
    ...(words.length > 0
      ? [{ about: "words" as const, sentence: `Other words: ${listed(words)}.`, path: pointer("metadata") }]
      : []),
    ...(same(before.ui, after.ui)
      ? []
      : [{ about: "words" as const, sentence: "The form is laid out otherwise.", path: pointer("ui") }]),
  ];
}
