import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from 'react-router';
import { useTitle } from '../../../lib/use-title';
import { Door } from '../components/door';
import { explainRefusal } from '../explain-refusal';
import { useAskForReset } from '../password-api';

function AskForm() {
  const ask = useAskForReset();
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (value.trim() ? null : 'Enter your e-mail') },
  });
  if (ask.isSuccess) {
    return (
      <Alert color="green" variant="outline" role="status" title="Look into your mailbox">
        If there is an account of this address, a link is on its way to it. It works once, for an
        hour.
      </Alert>
    );
  }
  return (
    <form noValidate onSubmit={form.onSubmit(({ email }) => ask.mutate({ email: email.trim() }))}>
      <Stack>
        {ask.error && (
          <Alert color="red" variant="outline" role="alert" title="Not sent">
            {explainRefusal(ask.error)}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <Button type="submit" fullWidth loading={ask.isPending}>
          Mail me a link
        </Button>
      </Stack>
    </form>
  );
}

/** The way back in for who forgot their password. */
export function Component() {
  useTitle('Forgot password');
  return (
    <Door title="Forgot your password?" about="We mail you a link to a new one.">
      <Stack>
        <AskForm />
        <Anchor component={Link} to="/sign-in" size="sm">
          Back to signing in
        </Anchor>
      </Stack>
    </Door>
  );
}
