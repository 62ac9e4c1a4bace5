/** What may be written at the cursor. */
export interface Completion {
  label: string;
  /** What kind of thing it is: a key of the document, a value, or something that expressions read. */
  kind: "key" | "value" | "question" | "step" | "output" | "name" | "function";
  /** Its type, or what it is, in a word or two. */
  detail?: string;
  /** A sentence or two. */
  info?: string;
  /** What is put into the text, when it is not the label. */
  insert?: string;
  /** Where what is put in begins, when it replaces more than the word. */
  from?: number;
}

/** What may stand in place of the text between two offsets. */
export interface Completions {
  from: number;
  to: number;
  options: Completion[];
}

/** What is known of the word below a pointer. */
export interface Hover {
  from: number;
  to: number;
  /** The word itself, as it is spoken of: `inputs.size`. */
  name: string;
  type?: string;
  title?: string;
  description?: string;
  /** Where it comes from. */
  origin?: string;
}
