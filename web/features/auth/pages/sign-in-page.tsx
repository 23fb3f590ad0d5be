import {
  Alert,
  Button,
  Center,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { Brand } from '../../../components/brand';
import { ApiProblem } from '../../../lib/api';
import { useTitle } from '../../../lib/use-title';
import { useSession, useSignIn } from '../api';
import { useT, type translate } from '../../../lib/i18n/language';

function explain(error: Error, t: typeof translate): string {
  if (!(error instanceof ApiProblem)) return t('Something went wrong. Try again in a moment.');
  if (error.status === 401) return t('That e-mail and password do not match an account.');
  if (error.status === 429) {
    const seconds = Number(error.problem?.retryAfterSeconds ?? 0);
    return seconds > 0
      ? t('Too many attempts. Wait {{minutes}} min and try again.', {
          minutes: Math.ceil(seconds / 60),
        })
      : t('Too many attempts. Wait a few minutes and try again.');
  }
  return error.message;
}

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
            {explain(signIn.error, t)}
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
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={4} align="center">
          <Brand size={44} />
          <Title order={1} size="h2">
            {t('Sign in to NETRA')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('Ask, decide, and know where it stands.')}
          </Text>
        </Stack>
        <Paper withBorder p="lg" shadow="sm">
          <SignInForm />
        </Paper>
      </Stack>
    </Center>
  );
}
