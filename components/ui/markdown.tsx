import type { Parents, Root } from "mdast";
import { Children, type PropsWithChildren, type ReactNode } from "react";
import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/**
 * After parsing, remark-gfm looks for addresses once more and links escaped ones too, as in answers that a text quotes.
 * Such links have no place in the text.
 */
const linkOnlyWhatIsWritten = () => (root: Root) => {
  const parents: Parents[] = [root];
  for (const parent of parents) {
    const children = parent.children.flatMap((child) =>
      child.type === "link" && child.position === undefined ? child.children : [child],
    );
    parent.children = children as typeof parent.children;
    for (const child of children) if ("children" in child) parents.push(child);
  }
};

/** Elements whose own texts are drawn by `words`. */
function spoken(words: (text: string) => ReactNode) {
  const drawn = (children: ReactNode) =>
    Children.map(children, (child) => (typeof child === "string" ? words(child) : child));
  return {
    p: ({ children }: PropsWithChildren) => <p>{drawn(children)}</p>,
    li: ({ children }: PropsWithChildren) => <li>{drawn(children)}</li>,
    td: ({ children }: PropsWithChildren) => <td>{drawn(children)}</td>,
    strong: ({ children }: PropsWithChildren) => <strong>{drawn(children)}</strong>,
    em: ({ children }: PropsWithChildren) => <em>{drawn(children)}</em>,
    code: ({ children }: PropsWithChildren) => <code>{drawn(children)}</code>,
  };
}

/** An author's Markdown: raw HTML is dropped, and so is every address that is not http, https or mail. */
export function Markdown({ text, words }: { text: string; words?: (text: string) => ReactNode }) {
  return (
    <div className="prose text-muted">
      <ReactMarkdown
        remarkPlugins={[remarkGfm, linkOnlyWhatIsWritten]}
        rehypePlugins={[rehypeSanitize]}
        components={{
          ...(words && spoken(words)),
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer nofollow">
              {children}
            </a>
          ),
          // Another host would learn who looks, and the page may not ask it.
          img: ({ src, alt }) => (
            <a href={typeof src === "string" ? src : undefined} target="_blank" rel="noreferrer nofollow">
              {alt || "Picture"}
            </a>
          ),
          // The page has its own h1 and h2: an author's headings stand below them.
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
          h3: ({ children }) => <h4>{children}</h4>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
