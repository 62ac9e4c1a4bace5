import type { UnsupportedFieldProps, WrapIfAdditionalTemplateProps } from "@rjsf/utils";

/** Words around a control are drawn with the question. */
export function NothingTemplate() {
  return null;
}

export function BareTemplate({ children }: WrapIfAdditionalTemplateProps<unknown>) {
  return <>{children}</>;
}

/** A question whose kind of answer the author left open. */
export function UnknownTemplate({ reason }: UnsupportedFieldProps<unknown>) {
  return <p className="help">This question cannot be shown: {reason}. Its author has to give it a type.</p>;
}
