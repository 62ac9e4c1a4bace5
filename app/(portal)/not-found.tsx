import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { MessagePage } from "#components/ui/problem-page.tsx";

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      action={
        <Link href="/requests" className={buttonClass()}>
          Your requests
        </Link>
      }
    >
      <p>The address may be mistyped, or what was here has been withdrawn, or it belongs to another team.</p>
      <p>Ctrl-K finds offerings by name and requests by number.</p>
    </MessagePage>
  );
}
