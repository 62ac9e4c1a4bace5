import { MessagePage } from "#components/ui/problem-page.tsx";

export default function NotFound() {
  return (
    <main>
      <MessagePage title="There is nothing here">
        <p>The address may be mistyped.</p>
      </MessagePage>
    </main>
  );
}
