import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useTitle } from '../../../lib/use-title';
import { useSession, useSignIn } from '../api';
import { useT } from '../../../lib/i18n/language';
import { Door } from '../components/door';
import { explainRefusal } from '../explain-refusal';

// Only a path of this app: a full address would send people elsewhere after sign-in.
function safePath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

function SignInForm() {
  const t = useT();
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() ? null : t('Enter your e-mail')),
      password: (value) => (value ? null : t('Enter your password')),
    },
  });
  return (
    <form
      onSubmit={form.onSubmit(({ email, password }) =>
        signIn.mutate({ email: email.trim(), password }),
      )}
      noValidate
    >
      <Stack>
        {signIn.error && (
          <Alert color="red" role="alert" title={t('Not signed in')} variant="outline">
            {explainRefusal(signIn.error)}
          </Alert>
        )}
        <TextInput
          label={t('E-mail')}
          type="email"
          name="email"
          autoComplete="username"
          placeholder="you@company.example"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('Password')}
          name="password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('Show password') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t('Sign in')}
        </Button>
      </Stack>
    </form>
  );
}

// The Temporal UI sends people here, too; it is not a page of this app.
function Onward({ to }: { to: string }) {
  const outside = to.startsWith('/temporal');
  useEffect(() => {
    if (outside) window.location.replace(to);
  }, [outside, to]);
  return outside ? null : <Navigate to={to} replace />;
}

/** The door. After it, people land where they were going. */
export function Component() {
  const t = useT();
  useTitle(t('Sign in'));
  const session = useSession();
  const [search] = useSearchParams();
  if (session.data) return <Onward to={safePath(search.get('next'))} />;
  return (
    <Door title={t('Sign in to NETRA')} about={t('Ask, decide, and know where it stands.')}>
      <Stack>
        <SignInForm />
        <Anchor component={Link} to="/forgot-password" size="sm">
          {t('Forgot your password?')}
        </Anchor>
      </Stack>
    </Door>
  );
}
