/** HTML that is safe to send: every value that is put into it is escaped unless it is markup itself. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Part = string | number | Markup | undefined | readonly Markup[];

export function html(fixed: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(fixed.map((each, index) => each + written(parts[index])).join(""));
}

export function join(all: readonly Markup[]): Markup {
  return new Markup(all.map((each) => each.source).join(""));
}

function written(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return join(part).source;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
