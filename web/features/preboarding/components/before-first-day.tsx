import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OnboardingDetail } from '../../../../domain/wire/onboarding';
import type { PreboardingWire } from '../../../../domain/wire/preboarding';
import { FactList } from '../../../components/fact-list';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { ReasonModal } from '../../onboarding/components/reason-modal';
import { usePreboarding, useReviewForm, useRevokeForm, useSendForm } from '../api';
import { factsOf } from '../words';

const STATE_WORDS = { open: 'With the newcomer', submitted: 'Waits for HR', accepted: 'Accepted' };

function SendForm({ id, form }: { id: string; form: PreboardingWire | null }) {
  const [email, setEmail] = useState(form?.email ?? '');
  const send = useSendForm(id);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    mutateThen(send, email, {
      onSuccess: () =>
        notifications.show({ color: 'green', message: `The link is on its way to ${email}` }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Private e-mail"
          type="email"
          withAsterisk
          w={280}
          value={email}
          error={send.error?.message}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" variant={form ? 'default' : 'filled'} loading={send.isPending}>
          {form ? 'Send another link' : 'Send the form'}
        </Button>
      </Group>
    </form>
  );
}

function RevokeButton({ id }: { id: string }) {
  const revoke = useRevokeForm(id);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={revoke.isPending}
      onClick={() =>
        mutateThen(revoke, undefined, {
          onError: ({ message }) => notifications.show({ color: 'red', message }),
        })
      }
    >
      Take the link back
    </Button>
  );
}

function Review({ id, form, name }: { id: string; form: PreboardingWire; name: string }) {
  const [asking, setAsking] = useState(false);
  const review = useReviewForm(id);
  const { revision } = form;
  const accept = () =>
    mutateThen(
      review,
      { verdict: 'accept', revision },
      {
        onSuccess: () => notifications.show({ color: 'green', message: 'The form is accepted' }),
      },
    );
  const sendBack = (reason: string) =>
    mutateThen(
      review,
      { verdict: 'send-back', revision, reason },
      {
        onSuccess: () => setAsking(false),
      },
    );
  return (
    <>
      {!asking && <ProblemNote title="Not saved" problem={review.error} />}
      <Group gap="xs">
        <Button loading={review.isPending && !asking} onClick={accept}>
          Accept the form
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          Send it back
        </Button>
      </Group>
      <ReasonModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={sendBack}
        title="Send the form back?"
        help={`${name} gets a new link by mail, with your reason. What they wrote stays.`}
        label="Reason"
        missing="Say why"
        confirm="Send back"
        error={review.error?.message}
        isPending={review.isPending}
      />
    </>
  );
}

function Content({ form }: { form: PreboardingWire }) {
  const { content, accountApprovalId } = form;
  if (!content) return null;
  const { account, details } = content;
  const accountFacts = account
    ? [
        {
          label: 'Account',
          value: `${account.accountHolder}, ${account.bankName}, ${account.ifsc}, •••• ${account.accountEnding}`,
        },
      ]
    : [];
  return (
    <>
      <FactList facts={[...factsOf(details), ...accountFacts]} />
      {accountApprovalId && (
        <Text size="sm">
          The account is asked for in their name.{' '}
          <Anchor component={Link} to={`/approvals/${accountApprovalId}`} underline="always">
            Its signatures
          </Anchor>
        </Text>
      )}
    </>
  );
}

function Kept({ onboarding, form }: { onboarding: OnboardingDetail; form: PreboardingWire }) {
  const { id, person, status } = onboarding;
  const { link, review, state } = form;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Badge variant="light">{STATE_WORDS[state]}</Badge>
        {link && (
          <>
            <Text size="sm">
              Sent to {form.email} <RelativeTime at={link.sentAt} />, works until{' '}
              <RelativeTime at={link.expiresAt} />
            </Text>
            <RevokeButton id={id} />
          </>
        )}
        {state === 'open' && !link && <Text size="sm">No link works now.</Text>}
      </Group>
      {review?.reason && (
        <Text size="sm">
          Sent back by {review.by.name}: {review.reason}
        </Text>
      )}
      <Content form={form} />
      {form.mayReview && <Review id={id} form={form} name={person.name} />}
      {state === 'open' && status === 'running' && <SendForm id={id} form={form} />}
    </Stack>
  );
}

/** The form that a newcomer fills in before their first day: HR sends it, and accepts what comes back. */
export function BeforeFirstDay({ onboarding }: { onboarding: OnboardingDetail }) {
  const query = usePreboarding(onboarding.id);
  return (
    <Section title="Before the first day">
      <QueryView query={query}>
        {({ form }) =>
          form ? (
            <Kept onboarding={onboarding} form={form} />
          ) : (
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                Until the first day a link can be mailed to their private address. By it they say
                where they live, whom to call and where their salary goes, and hand in documents.
              </Text>
              {onboarding.status === 'running' && <SendForm id={onboarding.id} form={null} />}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}
