import { describedBy, Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { whereEnvironment, whereProject } from "./order.ts";
import type { OrderState, Where } from "./order.ts";

interface WherePageProps {
  where: Where;
  state: OrderState;
  messages: ReadonlyMap<string, string>;
  onChoose: (where: { project?: string | null; environment?: string | null }) => void;
}

/** The first page of every order: for which project, into which environment. */
export function WherePage({ where, state, messages, onChoose }: WherePageProps) {
  if (where.projects.length === 0) {
    return (
      <Notice tone="warn" title="You have no project to order for">
        An order belongs to a project of your team. An admin adds you to one that has a project, under Settings, Teams.
      </Notice>
    );
  }
  const projects = where.projects.map(({ name, title, team }) => ({
    name,
    title: title === team ? title : `${title} · ${team}`,
  }));
  return (
    <div className="grid grid-cols-1 gap-x-4 gap-y-5 sm:grid-cols-2">
      <Choice
        id="order-project"
        label="Project"
        help="What you order will belong to it."
        options={projects}
        value={state.project}
        question={whereProject}
        error={messages.get(whereProject)}
        onChange={(project) => onChoose({ project })}
      />
      <Choice
        id="order-environment"
        label="Environment"
        help="Where it will run."
        options={where.environments}
        value={state.environment}
        question={whereEnvironment}
        error={messages.get(whereEnvironment)}
        onChange={(environment) => onChoose({ environment })}
      />
    </div>
  );
}

interface ChoiceProps {
  id: string;
  question: string;
  label: string;
  help: string;
  options: readonly { name: string; title: string }[];
  value: string | null;
  error: string | undefined;
  onChange: (value: string | null) => void;
}

function Choice({ id, question, label, help, options, value, error, onChange }: ChoiceProps) {
  return (
    <div data-question={question}>
      <Field id={id} label={label} help={help} error={error}>
        <select
          id={id}
          className="field"
          value={value ?? ""}
          aria-required
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, { help, error })}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        >
          {value === null ? <option value="">Choose …</option> : null}
          {options.map((option) => (
            <option key={option.name} value={option.name}>
              {option.title}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}
