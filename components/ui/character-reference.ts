let page: HTMLElement | undefined;

/**
 * What `&name;` stands for, asked of the browser. In place of the parser's own, which needs a page as soon as it is loaded:
 * a worker has none, and reads no Markdown either.
 */
export function decodeNamedCharacterReference(name: string): string | false {
  if (typeof document === "undefined") return false;
  page ??= document.createElement("i");
  const reference = `&${name};`;
  page.innerHTML = reference;
  const character = page.textContent;
  // Some need no semicolon: of `&notit;` the browser makes ¬it; and that is no whole match.
  const cutShort = character.endsWith(";") && name !== "semi";
  return cutShort || character === reference ? false : character;
}
