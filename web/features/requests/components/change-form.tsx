import { Alert, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { toFormErrors } from '../../../components/field-errors';
import type { FormValues, KindForm } from '../../../lib/kind-form';
import type { Revising } from '../api';
import type { Kind } from '../kinds';
import { focusFirstError, isMended, useKindForm, type RequestFormState } from '../use-kind-form';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

// The request holds more than the form: what the server has completed it with.
function valuesOf(source: KindForm, data: FormValues): FormValues {
  const empty = source.initialValues(new URLSearchParams());
  return Object.fromEntries(
    Object.entries(empty).map(([name, value]) => [name, data[name] ?? value]),
  );
}

function useChanging(approval: Approval, form: RequestFormState, revise: Revising) {
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const send = (data: FormValues) =>
    revise.mutate(
      { data, note: note.trim() || undefined },
      {
        onSuccess: () => {
          notifications.show({
            color: 'green',
            message: translate('Sent: signatures start again'),
          });
          void navigate(`/approvals/${approval.id}`);
        },
        onError: (problem) => {
          if (problem.errors.length > 0) form.setErrors(toFormErrors(problem.errors));
        },
      },
    );
  return { note, setNote, send };
}

/** A request being changed: its own fields, and what approvers should know about the change. */
export function ChangeForm(props: {
  approval: Approval;
  kind: Kind;
  source: KindForm;
  revise: Revising;
}) {
  const t = useT();
  const { approval, kind, source, revise } = props;
  const [values] = useState(() => valuesOf(source, approval.data));
  const { form, toRequest } = useKindForm({ kind, source, values });
  const { note, setNote, send } = useChanging(approval, form, revise);
  const { Fields } = source;
  return (
    <Paper withBorder p="md" maw={720}>
      <form
        noValidate
        aria-label={t('Change: {{kind}}', { kind: translateIfKnown(kind.label) })}
        onSubmit={form.onSubmit(
          (filled) => send(toRequest(filled)),
          (errors, _values, event) =>
            focusFirstError(errors, event?.currentTarget as HTMLFormElement | null),
        )}
      >
        <Stack>
          <Text size="sm">
            {t('Whoever has signed already is asked again, with what has changed.')}
          </Text>
          <Fields form={form} />
          <Textarea
            label={t('What approvers should know')}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {revise.error && !isMended(revise.error, form) && (
            <Alert color="red" variant="outline" role="alert" title={t('Not sent')}>
              {translateIfKnown(revise.error.message)}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={revise.isPending}>
              {t('Send again')}
            </Button>
            <Button variant="default" component={Link} to={`/approvals/${approval.id}`}>
              {t('Leave it as it is')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
