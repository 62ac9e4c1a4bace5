import type { RegistryFieldsType, RegistryWidgetsType, TemplatesType } from "@rjsf/utils";
import { AlternativesField } from "./fields/alternatives-field.tsx";
import { GroupTemplate } from "./templates/group.tsx";
import { EntryButtons, EntryTemplate, ListTemplate } from "./templates/list.tsx";
import { QuestionTemplate } from "./templates/question.tsx";
import { BareTemplate, NothingTemplate, UnknownTemplate } from "./templates/small.tsx";
import { CardsWidget, CheckboxesWidget, RadioWidget, SelectWidget } from "./widgets/choice-widgets.tsx";
import { SwitchWidget } from "./widgets/switch-widget.tsx";
import { PasswordWidget, TextareaWidget, TextWidget } from "./widgets/text-widgets.tsx";

export const templates: Partial<TemplatesType<unknown>> = {
  FieldTemplate: QuestionTemplate,
  ObjectFieldTemplate: GroupTemplate,
  ArrayFieldTemplate: ListTemplate,
  ArrayFieldItemTemplate: EntryTemplate,
  ArrayFieldItemButtonsTemplate: EntryButtons,
  BaseInputTemplate: TextWidget,
  WrapIfAdditionalTemplate: BareTemplate,
  UnsupportedFieldTemplate: UnknownTemplate,
  DescriptionFieldTemplate: NothingTemplate,
  TitleFieldTemplate: NothingTemplate,
  ArrayFieldTitleTemplate: NothingTemplate,
  ArrayFieldDescriptionTemplate: NothingTemplate,
  FieldHelpTemplate: NothingTemplate,
  FieldErrorTemplate: NothingTemplate,
  ErrorListTemplate: NothingTemplate,
};

/** Which of several groups is meant is decided as at every other door, so that no answer is lost between the two. */
export const fields: RegistryFieldsType<unknown> = { OneOfField: AlternativesField, AnyOfField: AlternativesField };

const byName = {
  cards: CardsWidget,
  radio: RadioWidget,
  select: SelectWidget,
  textarea: TextareaWidget,
  switch: SwitchWidget,
  checkboxes: CheckboxesWidget,
  password: PasswordWidget,
  markdown: TextareaWidget,
};

/** The names an author may give, and those rjsf asks for by type and format. */
export const widgets: RegistryWidgetsType<unknown> = {
  ...byName,
  CheckboxWidget: SwitchWidget,
  CheckboxesWidget,
  RadioWidget,
  SelectWidget,
  TextareaWidget,
  PasswordWidget,
  TextWidget,
  EmailWidget: TextWidget,
  URLWidget: TextWidget,
  DateWidget: TextWidget,
  DateTimeWidget: TextWidget,
  TimeWidget: TextWidget,
  ColorWidget: TextWidget,
  FileWidget: TextWidget,
  UpDownWidget: TextWidget,
  RangeWidget: TextWidget,
};
