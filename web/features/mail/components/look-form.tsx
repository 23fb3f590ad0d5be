import {
  Alert,
  Button,
  Group,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { MailSettingsWire } from '../../../../domain/wire/mail';
import { toFormErrors } from '../../../components/field-errors';
import { useChangeMailSettings } from '../api';

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'hi', label: 'हिन्दी (Hindi)' },
];

const mutedOf = ({ types }: MailSettingsWire) =>
  types.filter(({ on }) => !on).map(({ name }) => name);

function TypeSwitches(props: {
  types: MailSettingsWire['types'];
  muted: string[];
  onChange: (muted: string[]) => void;
}) {
  const { types, muted, onChange } = props;
  return (
    <Stack gap="xs" role="group" aria-label="Types of mail">
      <Text size="sm" fw={500}>
        Types of mail
      </Text>
      {types.map(({ name, label, mayTurnOff }) => (
        <Switch
          key={name}
          label={label}
          description={mayTurnOff ? undefined : 'Always sent'}
          disabled={!mayTurnOff}
          checked={!muted.includes(name)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? muted.filter((other) => other !== name)
                : [...muted, name],
            )
          }
        />
      ))}
    </Stack>
  );
}

function useLookForm(settings: MailSettingsWire) {
  const change = useChangeMailSettings();
  const form = useForm({
    initialValues: {
      senderName: settings.senderName ?? '',
      signature: settings.signature,
      language: settings.language,
      muted: mutedOf(settings),
    },
  });
  const save = form.onSubmit((values) =>
    change.mutate(
      { ...values, senderName: values.senderName.trim() || null },
      {
        onSuccess: () => {
          form.resetDirty();
          notifications.show({ color: 'green', message: 'Saved' });
        },
        onError: (problem) => form.setErrors(toFormErrors(problem.errors)),
      },
    ),
  );
  return { form, change, save };
}

/** Sender, signature, language, and which types of mail are sent. */
export function LookForm({ settings }: { settings: MailSettingsWire }) {
  const { form, change, save } = useLookForm(settings);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {change.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {change.error.message}
          </Alert>
        )}
        <TextInput
          label="Sender name"
          description="The name mails come from. Empty: the one the server is set up with."
          maxLength={80}
          {...form.getInputProps('senderName')}
        />
        <Textarea
          label="Signature"
          description="Stands under every mail."
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('signature')}
        />
        <Select
          label="Language"
          description="Of the fixed texts. What people write stays as they wrote it."
          data={LANGUAGES}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
        <TypeSwitches
          types={settings.types}
          muted={form.values.muted}
          onChange={(muted) => form.setFieldValue('muted', muted)}
        />
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
