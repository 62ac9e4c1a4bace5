const block = /<!-- generated: ([^>]+) -->\n[\s\S]*?<!-- end -->/g;

/** A page with what is between its markers made anew; throws when a marker names nothing that can be made. */
export function filled(page: string, blocks: Readonly<Record<string, () => string>>): string {
  return page.replace(block, (_, name: string) => {
    const make = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (!make) throw new Error(`Nothing is called “${name}”; there are ${Object.keys(blocks).join(", ")}.`);
    return `<!-- generated: ${name} -->\n\n${make()}\n\n<!-- end -->`;
  });
}

/** The pages that have generated parts. */
export const pages = (names: readonly string[]) =>
  names.filter((name) => name.endsWith(".md") && !/^(adr|pictures)\b/.test(name)).sort();
