import { Alert, Button, Group, Paper, SimpleGrid, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toFormErrors } from '../../../components/field-errors';
import type { ApiProblem } from '../../../lib/api';
import { dropDraft, keepDraft } from '../../../lib/drafts';
import type { FormValues, KindForm } from '../../../lib/kind-form';
import { useMe } from '../../../lib/session';
import { usePreview, useSubmitRequest } from '../api';
import type { Kind } from '../kinds';
import { focusFirstError, isMended, useKindForm, type RequestFormState } from '../use-kind-form';
import { PreviewPanel } from './preview-panel';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

const SETTLE_MS = 350;

interface Props {
  kind: Kind;
  source: KindForm;
  start: { values: FormValues; restored: boolean };
  onStartOver: () => void;
}

// What was sent is not asked about again: it would be in its own way.
function useLivePreview(kind: Kind, request: FormValues, sent: boolean) {
  const [settled] = useDebouncedValue(JSON.stringify(request), SETTLE_MS);
  const latest = JSON.parse(settled) as FormValues;
  const complete = kind.request.safeParse(latest).success;
  const preview = usePreview(kind, complete && !sent ? latest : null);
  return { preview, complete };
}

// One form, one request: pressing twice, or again after a lost answer, sends the same key.
function useSending({ kind }: Props, form: RequestFormState) {
  const me = useMe();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const submit = useSubmitRequest(kind, idempotencyKey);
  const send = (request: FormValues) =>
    submit.mutate(request, {
      onSuccess: ({ approvalId }) => {
        dropDraft(me.id, kind.id);
        notifications.show({
          color: 'green',
          message: translate('{{kind}} sent for approval', { kind: translateIfKnown(kind.label) }),
        });
        void navigate(`/approvals/${approvalId}`);
      },
      onError: (problem: ApiProblem) => {
        if (problem.errors.length > 0) form.setErrors(toFormErrors(problem.errors));
      },
    });
  return { submit, send };
}

function DraftNote({ onStartOver }: { onStartOver: () => void }) {
  const t = useT();
  return (
    <Alert color="indigo" variant="outline" title={t('Your draft is back')}>
      <Group justify="space-between">
        {t('What you had typed was kept in this browser.')}
        <Button size="compact-sm" variant="default" onClick={onStartOver}>
          {t('Start over')}
        </Button>
      </Group>
    </Alert>
  );
}

/** A kind's fields, checked while they are filled in, beside what would happen. */
export function RequestForm(props: Props) {
  const t = useT();
  const me = useMe();
  const { kind, source, start } = props;
  const { form, toRequest } = useKindForm({
    ...{ kind, source, values: start.values },
    onValuesChange: (values) => keepDraft(me.id, kind.id, source.toDraft?.(values) ?? values),
  });
  const { submit, send } = useSending(props, form);
  const sent = submit.isPending || submit.isSuccess;
  const { preview, complete } = useLivePreview(kind, toRequest(form.values), sent);
  const { Fields } = source;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <Paper withBorder p="md">
        <form
          noValidate
          aria-label={translateIfKnown(kind.label)}
          onSubmit={form.onSubmit(
            (values) => send(toRequest(values)),
            (errors, _values, event) =>
              focusFirstError(errors, event?.currentTarget as HTMLFormElement | null),
          )}
        >
          <Stack>
            {start.restored && <DraftNote onStartOver={props.onStartOver} />}
            <Fields form={form} />
            {submit.error && !isMended(submit.error, form) && (
              <Alert color="red" variant="outline" role="alert" title={t('Not sent')}>
                {translateIfKnown(submit.error.message)}
              </Alert>
            )}
            <Group>
              <Button type="submit" loading={submit.isPending}>
                {t('Send for approval')}
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
