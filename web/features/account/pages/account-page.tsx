import {
  Alert,
  Anchor,
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
import { Link } from 'react-router';
import { changePasswordSchema } from '../../../../domain/wire/people';
import { FactList } from '../../../components/fact-list';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { ShortcutList } from '../../../components/shortcut-list';
import { ApiProblem } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { refresh } from '../../../lib/refresh';
import { useMe } from '../../../lib/session';
import { useShortcutsOn } from '../../../lib/shortcuts';
import { humanise } from '../../../lib/text';
import { useChangePassword } from '../../auth/api';
import { NewPassword } from '../../auth/components/new-password';
import { SessionList } from '../../auth/components/session-list';
import { LanguageChoice } from '../components/language-choice';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

function usePasswordForm() {
  const t = useT();
  const client = useQueryClient();
  const change = useChangePassword();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: ({ again, ...values }) => {
      const result = changePasswordSchema.safeParse(values);
      const errors = result.success ? {} : issuesToFormErrors(result.error);
      return again === values.next
        ? errors
        : { ...errors, again: t('This is not the same password') };
    },
  });
  const save = form.onSubmit(({ current, next }) =>
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: t('Password changed') });
          form.reset();
          void refresh(client, { queryKey: keys.sessions });
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
  const t = useT();
  const { form, change, save } = usePasswordForm();
  const eye = { 'aria-label': t('Show password') };
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
          <Alert color="red" variant="outline" role="alert" title={t('Not changed')}>
            {change.error.message}
          </Alert>
        )}
        <PasswordInput label={t('Current password')} {...field('current')} />
        <NewPassword {...field('next')} about={t('It ends every session but this one.')} />
        <PasswordInput label={t('New password again')} {...field('again')} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('Change password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ThemeChoice() {
  const t = useT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('Theme')}
      data={[
        { value: 'auto', label: t('As the system') },
        { value: 'light', label: t('Light') },
        { value: 'dark', label: t('Dark') },
      ]}
      value={colorScheme}
      onChange={(value) => setColorScheme(value)}
    />
  );
}

function KeyboardChoice() {
  const t = useT();
  const [isOn, setOn] = useShortcutsOn();
  return (
    <Switch
      label={t('Single keys do something')}
      description={t('Off, only Ctrl K and the keys with Alt work. Kept in this browser.')}
      checked={isOn}
      onChange={(event) => setOn(event.currentTarget.checked)}
    />
  );
}

/** What is mine to set. */
export function Component() {
  const t = useT();
  const me = useMe();
  const facts = [
    { label: t('E-mail'), value: me.email },
    { label: t('Department'), value: me.department?.name ?? t('None') },
    { label: t('Reports to'), value: me.manager?.name ?? t('Nobody') },
    {
      label: t('Roles'),
      value: me.roles.map((role) => translateIfKnown(humanise(role))).join(', '),
    },
    { label: t('Time zone'), value: me.zone },
  ];
  return (
    <>
      <PageHeader title={t('Account')} />
      <Stack gap="md" maw={640}>
        <Section title={me.name}>
          <FactList facts={facts} />
          <Anchor component={Link} to={`/people/${me.id}`} size="sm" mt="sm" display="block">
            {t('My address and whom to call in an emergency')}
          </Anchor>
        </Section>
        <Section title={t('Notifications')}>
          <Button component={Link} to="/notifications/settings" variant="default">
            {t('What reaches me, and when')}
          </Button>
        </Section>
        <Section title={t('Language')}>
          <LanguageChoice />
        </Section>
        <Section title={t('Theme')}>
          <ThemeChoice />
        </Section>
        <Section title={t('Password')}>
          <PasswordForm />
        </Section>
        <Section title={t('Where I am signed in')}>
          <SessionList />
        </Section>
        <Section title={t('Keyboard')}>
          <Stack>
            <KeyboardChoice />
            <ShortcutList />
          </Stack>
        </Section>
      </Stack>
    </>
  );
}
