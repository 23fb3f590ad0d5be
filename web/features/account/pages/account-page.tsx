import {
  Alert,
  Button,
  Group,
  PasswordInput,
  SegmentedControl,
  Stack,
  Switch,
  useMantineColorScheme,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { changePasswordSchema } from '../../../../domain/wire/people';
import { FactList } from '../../../components/fact-list';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { ShortcutList } from '../../../components/shortcut-list';
import { ApiProblem } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { useMe } from '../../../lib/session';
import { useShortcutsOn } from '../../../lib/shortcuts';
import { humanise } from '../../../lib/text';
import { useChangePassword } from '../../auth/api';
import { NewPassword } from '../../auth/components/new-password';
import { SessionList } from '../../auth/components/session-list';

function usePasswordForm() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const change = useChangePassword();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: ({ again, ...values }) => {
      const result = changePasswordSchema.safeParse(values);
      const errors = result.success ? {} : issuesToFormErrors(result.error);
      return again === values.next ? errors : { ...errors, again: 'This is not the same password' };
    },
  });
  const save = form.onSubmit(({ current, next }) =>
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'Password changed: sign in with it' });
          client.setQueryData(keys.me, null);
          void navigate('/sign-in');
        },
        onError: (error) => {
          if (error instanceof ApiProblem) form.setErrors(toFormErrors(error.errors));
        },
      },
    ),
  );
  return { form, change, save };
}

function PasswordForm() {
  const { form, change, save } = usePasswordForm();
  const eye = { 'aria-label': 'Show password' };
  const field = (name: keyof typeof form.values) => ({
    ...form.getInputProps(name),
    withAsterisk: true,
    visibilityToggleButtonProps: eye,
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
  });
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {change.error && (
          <Alert color="red" variant="outline" role="alert" title="Not changed">
            {change.error.message}
          </Alert>
        )}
        <PasswordInput label="Current password" {...field('current')} />
        <NewPassword {...field('next')} about="It ends every session, this one included." />
        <PasswordInput label="New password again" {...field('again')} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      data={[
        { value: 'auto', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      value={colorScheme}
      onChange={(value) => setColorScheme(value)}
    />
  );
}

function KeyboardChoice() {
  const [isOn, setOn] = useShortcutsOn();
  return (
    <Switch
      label="Single keys do something"
      description="Off, only Ctrl K and the keys with Alt work. Kept in this browser."
      checked={isOn}
      onChange={(event) => setOn(event.currentTarget.checked)}
    />
  );
}

/** What is mine to set. */
export function Component() {
  const me = useMe();
  const facts = [
    { label: 'E-mail', value: me.email },
    { label: 'Department', value: me.department?.name ?? 'None' },
    { label: 'Reports to', value: me.manager?.name ?? 'Nobody' },
    { label: 'Roles', value: me.roles.map(humanise).join(', ') },
    { label: 'Time zone', value: me.zone },
  ];
  return (
    <>
      <PageHeader title="Account" />
      <Stack gap="md" maw={640}>
        <Section title={me.name}>
          <FactList facts={facts} />
        </Section>
        <Section title="Notifications">
          <Button component={Link} to="/notifications/settings" variant="default">
            What reaches me, and when
          </Button>
        </Section>
        <Section title="Theme">
          <ThemeChoice />
        </Section>
        <Section title="Password">
          <PasswordForm />
        </Section>
        <Section title="Where I am signed in">
          <SessionList />
        </Section>
        <Section title="Keyboard">
          <Stack>
            <KeyboardChoice />
            <ShortcutList />
          </Stack>
        </Section>
      </Stack>
    </>
  );
}
