import { useForm } from '@mantine/form';
import { issuesToFormErrors, plainMessage } from '../../components/field-errors';
import type { ApiProblem } from '../../lib/api';
import type { FormValues, KindForm } from '../../lib/kind-form';
import type { Kind } from './kinds';

/** A kind's fields as a form that its own schema checks, and how its values become a request. */
export function useKindForm(options: {
  kind: Kind;
  source: KindForm;
  values: FormValues;
  onValuesChange?: (values: FormValues) => void;
}) {
  const { kind, source, values, onValuesChange } = options;
  const toRequest = source.toRequest ?? ((filled: FormValues) => filled);
  const form = useForm<FormValues>({
    initialValues: values,
    validateInputOnBlur: true,
    validate: (filled) => {
      const result = kind.request.safeParse(toRequest(filled), { error: plainMessage });
      return result.success ? {} : issuesToFormErrors(result.error);
    },
    onValuesChange,
  });
  return { form, toRequest };
}

/** The form that {@link useKindForm} makes. */
export type RequestFormState = ReturnType<typeof useKindForm>['form'];

/** Puts the cursor into the first field that is wrong. */
export function focusFirstError(errors: object, form: HTMLFormElement | null) {
  const first = Object.keys(errors)[0];
  const field = first && form?.querySelector<HTMLElement>(`[data-path^="${first}"]`);
  (field || form?.querySelector<HTMLElement>('[aria-invalid="true"]'))?.focus();
}

/** What was wrong with fields is over once each of them has been changed. */
export function isMended(problem: ApiProblem, form: RequestFormState): boolean {
  return problem.errors.length > 0 && Object.keys(form.errors).length === 0;
}
