import { Alert, Button, Group, Paper, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import type { ApiProblem } from '../../../lib/api';
import { dropDraft, keepDraft } from '../../../lib/drafts';
import type { FormValues, KindForm } from '../../../lib/kind-form';
import { useMe } from '../../../lib/session';
import { usePreview, useSubmitRequest } from '../api';
import type { Kind } from '../kinds';
import { PreviewPanel } from './preview-panel';

const SETTLE_MS = 350;

interface Props {
  kind: Kind;
  source: KindForm;
  start: { values: FormValues; restored: boolean };
  onStartOver: () => void;
}

const focusFirstError = (errors: object, form: HTMLFormElement | null) => {
  const first = Object.keys(errors)[0];
  const field = first && form?.querySelector<HTMLElement>(`[data-path^="${first}"]`);
  (field || form?.querySelector<HTMLElement>('[aria-invalid="true"]'))?.focus();
};

function useRequestForm({ kind, source, start }: Props) {
  const me = useMe();
  const toRequest = source.toRequest ?? ((values: FormValues) => values);
  const form = useForm<FormValues>({
    initialValues: start.values,
    validateInputOnBlur: true,
    validate: (values) => {
      const result = kind.request.safeParse(toRequest(values));
      return result.success ? {} : issuesToFormErrors(result.error);
    },
    onValuesChange: (values) => keepDraft(me.id, kind.id, source.toDraft?.(values) ?? values),
  });
  return { form, toRequest };
}

type Form = ReturnType<typeof useRequestForm>['form'];

// What was sent is not asked about again: it would be in its own way.
function useLivePreview(kind: Kind, request: FormValues, sent: boolean) {
  const [settled] = useDebouncedValue(JSON.stringify(request), SETTLE_MS);
  const latest = JSON.parse(settled) as FormValues;
  const complete = kind.request.safeParse(latest).success;
  const preview = usePreview(kind, complete && !sent ? latest : null);
  return { preview, complete };
}

// What was wrong with fields is over once each of them has been changed.
const isMended = (problem: ApiProblem, form: Form) =>
  problem.errors.length > 0 && Object.keys(form.errors).length === 0;

// One form, one request: pressing twice, or again after a lost answer, sends the same key.
function useSending({ kind }: Props, form: Form) {
  const me = useMe();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const submit = useSubmitRequest(kind, idempotencyKey);
  const send = (request: FormValues) =>
    submit.mutate(request, {
      onSuccess: ({ approvalId }) => {
        dropDraft(me.id, kind.id);
        notifications.show({ color: 'green', message: `${kind.label} sent for approval` });
        void navigate(`/approvals/${approvalId}`);
      },
      onError: (problem: ApiProblem) => {
        if (problem.errors.length > 0) form.setErrors(toFormErrors(problem.errors));
      },
    });
  return { submit, send };
}

function DraftNote({ onStartOver }: { onStartOver: () => void }) {
  return (
    <Alert color="indigo" variant="outline" title="Your draft is back">
      <Group justify="space-between">
        What you had typed was kept in this browser.
        <Button size="compact-sm" variant="default" onClick={onStartOver}>
          Start over
        </Button>
      </Group>
    </Alert>
  );
}

/** A kind's fields, checked while they are filled in, beside what would happen. */
export function RequestForm(props: Props) {
  const { form, toRequest } = useRequestForm(props);
  const { submit, send } = useSending(props, form);
  const sent = submit.isPending || submit.isSuccess;
  const { preview, complete } = useLivePreview(props.kind, toRequest(form.values), sent);
  const { Fields } = props.source;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <Paper withBorder p="md">
        <form
          noValidate
          aria-label={props.kind.label}
          onSubmit={form.onSubmit(
            (values) => send(toRequest(values)),
            (errors, _values, event) =>
              focusFirstError(errors, event?.currentTarget as HTMLFormElement | null),
          )}
        >
          <Stack>
            {props.start.restored && <DraftNote onStartOver={props.onStartOver} />}
            <Fields form={form} />
            {submit.error && !isMended(submit.error, form) && (
              <Alert color="red" variant="outline" role="alert" title="Not sent">
                {submit.error.message}
              </Alert>
            )}
            <Group>
              <Button type="submit" loading={submit.isPending}>
                Send for approval
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
      <PreviewPanel
        preview={preview.data}
        problem={preview.error}
        complete={complete}
        loading={preview.isFetching}
      />
    </SimpleGrid>
  );
}
