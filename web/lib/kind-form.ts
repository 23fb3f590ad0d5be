import type { UseFormReturnType } from '@mantine/form';
import type { ComponentType, ReactNode } from 'react';
import type { Approval } from '../../domain/wire/approvals';

/** What a form holds while it is filled in. */
// Mantine's form types need an open record; the kind's own schema checks it before it is sent.
export type FormValues = Record<string, unknown>;

/** What `form.getInputProps` gives a field; the value itself is read from `form.values`. */
export interface FieldInput {
  onChange: (value: unknown) => void;
  onBlur?: () => void;
  onFocus?: () => void;
  error?: ReactNode;
}

/** What a kind's fields get. `form` speaks in paths of the request: `lines.0.amount`. */
export interface KindFieldsProps {
  form: UseFormReturnType<FormValues>;
}

/** What `approvals/<kind>/form.tsx` exports. */
export interface KindForm {
  /** The fields, without the send button and the preview around them. */
  Fields: ComponentType<KindFieldsProps>;
  /** The empty form; `search` is the page's query string, for links that fill something in. */
  initialValues: (search: URLSearchParams) => FormValues;
  /** Values as the API wants them, when that differs from the values themselves. */
  toRequest?: (values: FormValues) => FormValues;
  /** What of the values may be kept as a draft in the browser, when that is not all of them. */
  toDraft?: (values: FormValues) => FormValues;
}

/** What `approvals/<kind>/actions.tsx` exports: what else can be done about a request of the kind, on its page. */
export interface KindActionsModule {
  Actions: ComponentType<{ approval: Approval }>;
}
