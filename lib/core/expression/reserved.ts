/** Words that CEL reserves: none may be read behind a dot, or name a step or an output. Source: the CEL specification, "Syntax". */
export const reserved: ReadonlySet<string> = new Set(
  "false in null true as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);
