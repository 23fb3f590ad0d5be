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

function explain(error: Error): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong. Try again in a moment.';
  if (error.status === 401) return 'That e-mail and password do not match an account.';
  if (error.status === 429) {
    const seconds = Number(error.problem?.retryAfterSeconds ?? 0);
    const wait = seconds > 0 ? `${Math.ceil(seconds / 60)} min` : 'a few minutes';
    return `Too many attempts. Wait ${wait} and try again.`;
  }
  return error.message;
}

// Only a path of this app: a full address would send people elsewhere after sign-in.
function safePath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

function SignInForm() {
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() ? null : 'Enter your e-mail'),
      password: (value) => (value ? null : 'Enter your password'),
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
          <Alert color="red" role="alert" title="Not signed in" variant="outline">
            {explain(signIn.error)}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          placeholder="you@company.example"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          Sign in
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
  useTitle('Sign in');
  const session = useSession();
  const [search] = useSearchParams();
  if (session.data) return <Onward to={safePath(search.get('next'))} />;
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={4} align="center">
          <Brand size={44} />
          <Title order={1} size="h2">
            Sign in to NETRA
          </Title>
          <Text c="dimmed" size="sm">
            Ask, decide, and know where it stands.
          </Text>
        </Stack>
        <Paper withBorder p="lg" shadow="sm">
          <SignInForm />
        </Paper>
      </Stack>
    </Center>
  );
}
