/** What a workflow's expressions can read: `inputs.host`, `github.run_id`. */
export type Scope = Readonly<Record<string, string | number | boolean>>;

const hole = /\$\{\{\s*(.*?)\s*\}\}/g;

/** A text with its `${{ … }}` filled in; what is not there is empty, as GitHub has it. */
export function fill(text: string, scope: Scope): string {
  return text.replace(hole, (_, inner: string) => String(valueOf(inner, scope)));
}

/** `if` of a step: with or without `${{ }}`, negated, compared with a text. */
export function holds(condition: string, scope: Scope): boolean {
  const bare = condition.replace(hole, "$1").trim();
  const compared = /^(\S+)\s*(==|!=)\s*'([^']*)'$/.exec(bare);
  if (compared !== null) {
    const [, name = "", sign, text] = compared;
    return (String(valueOf(name, scope)) === text) === (sign === "==");
  }
  return bare.startsWith("!") ? !isTrue(valueOf(bare.slice(1).trim(), scope)) : isTrue(valueOf(bare, scope));
}

function valueOf(name: string, scope: Scope): string | number | boolean {
  return (Object.hasOwn(scope, name) ? scope[name] : undefined) ?? "";
}

function isTrue(value: string | number | boolean): boolean {
  return value !== false && value !== "" && value !== 0;
}
