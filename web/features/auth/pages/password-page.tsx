import { Alert, Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { newPasswordSchema } from '../../../../domain/passwords/check-password';
import type { PasswordLink } from '../../../../domain/wire/account';
import { toFormErrors } from '../../../components/field-errors';
import { LoadingState } from '../../../components/loading-state';
import { useTitle } from '../../../lib/use-title';
import { Door } from '../components/door';
import { NewPassword } from '../components/new-password';
import { usePasswordLink, useSetPassword } from '../password-api';

function usePasswordForm(token: string) {
  const navigate = useNavigate();
  const choose = useSetPassword();
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: {
      password: (value) => newPasswordSchema.safeParse(value).error?.issues[0]?.message ?? null,
      again: (value, { password }) => (value === password ? null : 'This is not the same password'),
    },
  });
  const save = form.onSubmit(({ password }) =>
    choose.mutate(
      { token, password },
      {
        onSuccess: () => void navigate('/', { replace: true }),
        onError: (error) => form.setErrors(toFormErrors(error.errors)),
      },
    ),
  );
  return { form, choose, save };
}

function Choose({ link, token }: { link: PasswordLink; token: string }) {
  const { form, choose, save } = usePasswordForm(token);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {choose.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {choose.error.message}
          </Alert>
        )}
        <Text size="sm">
          For {link.name}, {link.email}
        </Text>
        {/* So that password managers know whose password they keep. */}
        <input type="email" autoComplete="username" value={link.email} readOnly hidden />
        <NewPassword
          {...form.getInputProps('password')}
          about={link.purpose === 'reset' ? 'It ends every session you have.' : undefined}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
          {...form.getInputProps('again')}
        />
        <Button type="submit" fullWidth loading={choose.isPending}>
          Save and sign in
        </Button>
      </Stack>
    </form>
  );
}

function ByLink({ token }: { token: string }) {
  const link = usePasswordLink(token);
  if (link.data) return <Choose link={link.data} token={token} />;
  if (!link.error) return <LoadingState />;
  return (
    <Stack>
      <Alert color="red" variant="outline" role="alert" title="This link does not work">
        {link.error.message}
      </Alert>
      <Anchor component={Link} to="/sign-in" size="sm">
        Sign in
      </Anchor>
    </Stack>
  );
}

/** Where a mailed link to a password leads. Its token stands behind the `#`, which browsers send to nobody. */
export function Component() {
  useTitle('Choose a password');
  const [token] = useState(() => window.location.hash.slice(1) || 'none');
  return (
    <Door title="Choose a password" about="With it you are signed in at once.">
      <ByLink token={token} />
    </Door>
  );
}
