import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import { checkOffering, type CheckContext } from "#lib/core/offering/lint.ts";
import { type Place, Preview } from "./preview.tsx";

const places = {
  projects: [{ name: "shop", title: "Shop", team: "checkout" }],
  environments: [
    { name: "dev", title: "Development", tests: false },
    { name: "prod", title: "Production", tests: false },
  ],
};

export const document = (rest: string) => `
apiVersion: pao/v1
kind: Offering
metadata:
  name: database
  title: Database
  summary: A database.
  owner: data-platform
  category: databases
${rest}`;

/** A preview beside a text that may be another one. */
export function preview(source: string, context: CheckContext = {}) {
  const given: JsonObject[] = [];
  const chosen: Place[] = [];
  const element = (text: string) => (
    <Beside
      text={text}
      context={context}
      onInputs={(inputs) => given.push(inputs)}
      onPlace={(place) => chosen.push(place)}
    />
  );
  const view = render(element(source));
  return {
    user: userEvent.setup(),
    write: (text: string) => view.rerender(element(text)),
    inputs: () => given.at(-1),
    place: () => chosen.at(-1),
    container: view.container,
  };
}

interface BesideProps {
  text: string;
  context: CheckContext;
  onInputs: (inputs: JsonObject) => void;
  onPlace: (place: Place) => void;
}

function Beside({ text, context, onInputs, onPlace }: BesideProps) {
  const [inputs, setInputs] = useState<JsonObject>({});
  const [last, setLast] = useState<{ text: string; read: ReturnType<typeof checkOffering> } | null>(null);
  if (last?.text !== text) {
    const read = checkOffering(text, context);
    setLast({ text, read: read.offering || !last ? read : { ...last.read, issues: read.issues } });
  }
  return (
    <Preview
      offering={last?.read.offering ?? null}
      stale={last?.read.issues.some(({ severity }) => severity === "error") ?? false}
      context={context}
      places={places}
      inputs={inputs}
      onPlace={onPlace}
      onInputs={(values) => {
        setInputs(values);
        onInputs(values);
      }}
    />
  );
}
