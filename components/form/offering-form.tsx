"use client";
import { Notice } from "#components/ui/notice.tsx";
import { DraftNotice, OrderedNotice } from "./draft-notice.tsx";
import { IssueBoardContext } from "./issue-board.ts";
import type { OfferingFormProps } from "./order.ts";
import { FormInUseContext } from "./question-context.ts";
import { Questions } from "./questions.tsx";
import { ReviewPage } from "./review-page.tsx";
import { useOfferingForm } from "./use-offering-form.ts";
import type { OfferingFormInUse } from "./use-offering-form.ts";
import { WherePage } from "./where-page.tsx";
import { WizardButtons } from "./wizard-buttons.tsx";
import { WizardSteps } from "./wizard-steps.tsx";

export type { OfferingFormProps, OrderState } from "./order.ts";

/** An order from the first question to the button: where, the author's pages, review. */
export function OfferingForm(props: OfferingFormProps) {
  const wizard = useOfferingForm(props);
  const { pages, shown, page, index, order } = wizard;
  return (
    <form
      ref={wizard.container}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        wizard.proceed();
      }}
      className="max-w-2xl min-w-0 space-y-5"
    >
      {shown.length === 1 ? null : (
        <WizardSteps pages={pages} shown={shown} at={index} marks={wizard.marks} onGo={wizard.go} />
      )}
      {order.restored === null ? null : <DraftNotice restored={order.restored} onStartOver={wizard.startOver} />}
      {order.ordered === null || wizard.busy ? null : (
        <OrderedNotice number={order.ordered} onOrderAnother={order.orderAnother} />
      )}
      <h2 ref={wizard.heading} tabIndex={-1} className="sr-only">
        {page.title}, step {shown.indexOf(index) + 1} of {shown.length}
      </h2>
      {page.description ? <p className="text-muted">{page.description}</p> : null}
      <Page {...props} wizard={wizard} />
      {wizard.failure === null ? null : (
        <Notice tone="bad" title="The order was not sent">
          {wizard.failure}
        </Notice>
      )}
      <WizardButtons
        first={index === shown[0]}
        last={page.kind === "review"}
        onBack={wizard.back}
        busy={wizard.busy}
        submit={props.renderSubmit?.({ busy: wizard.busy, state: order.state })}
      />
    </form>
  );
}

function Page({ wizard, form, where, before, review }: OfferingFormProps & { wizard: OfferingFormInUse }) {
  const { page, pages, shown, order, messages, answers } = wizard;
  if (page.kind === "where")
    return <WherePage where={where} state={order.state} messages={messages} onChoose={order.choose} />;
  if (page.kind === "review") {
    return (
      <ReviewPage
        form={form}
        where={where}
        state={order.state}
        pages={pages}
        shown={shown}
        before={before}
        problems={answers}
        onEdit={wizard.go}
        onMend={wizard.mend}
      >
        {review}
      </ReviewPage>
    );
  }
  return (
    <IssueBoardContext value={wizard.board}>
      <FormInUseContext value={wizard.inUse}>
        <Questions form={form} values={order.shown} onChange={order.answer} />
      </FormInUseContext>
    </IssueBoardContext>
  );
}
