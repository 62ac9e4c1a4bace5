import Link from "next/link";

/** A sentence in which every request that it names leads to its page. */
export function Linked({ text }: { text: string }) {
  return text.split(/(\bREQ-\d+\b)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <Link key={index} href={`/requests/${part}`} className="underline underline-offset-3">
        {part}
      </Link>
    ),
  );
}
