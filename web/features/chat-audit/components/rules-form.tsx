import { Alert, Box, Button, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PreviewRetention, Retention } from '../../../../domain/wire/chat-retention';
import type { PersonRef } from '../../../../domain/wire/common';
import { mutateThen } from '../../../lib/mutate-then';
import { count } from '../../../lib/text';
import { usePreviewRetention, useSetRetention } from '../api';
import { KINDS } from '../words';
import { isReason, ReasonField } from './reason-field';

const NAMES = ['direct', 'group', 'channel'] as const;
type Days = Pick<Retention, (typeof NAMES)[number]>;
type OwnRules = Retention['conversations'];

function DaysField(props: {
  label: string;
  value: number | null;
  onChange: (days: number | null) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      placeholder="For ever"
      suffix=" days"
      min={1}
      max={36_500}
      allowDecimal={false}
      allowNegative={false}
      value={props.value ?? ''}
      onChange={(days) => props.onChange(typeof days === 'number' ? days : null)}
    />
  );
}

function WouldGo({ preview }: { preview: ReturnType<typeof usePreviewRetention> }) {
  const { data, error } = preview;
  return (
    <div role="status">
      {error && (
        <Alert color="red" variant="outline">
          {error.message}
        </Alert>
      )}
      {data && (
        <Alert variant="light" color={data.messages > 0 ? 'orange' : 'green'}>
          <Text size="sm" c="var(--mantine-color-text)">
            {data.messages === 0
              ? 'Nothing would go the next night.'
              : `${count(data.messages, 'message')} in ${count(data.conversations, 'conversation')} would go the next night, for good.`}
            {data.heldMessages > 0 &&
              ` A hold keeps ${count(data.heldMessages, 'further message')}.`}
          </Text>
        </Alert>
      )}
    </div>
  );
}

function Save({ rules }: { rules: PreviewRetention }) {
  const [reason, setReason] = useState('');
  const save = useSetRetention();
  const send = () =>
    mutateThen(save, { ...rules, reason: reason.trim() }, { onSuccess: () => setReason('') });
  return (
    <>
      <ReasonField value={reason} onChange={setReason} />
      <Group>
        <Button disabled={!isReason(reason)} loading={save.isPending} onClick={send}>
          Save rules
        </Button>
      </Group>
      <div role="status">
        {save.isSuccess && <Text size="sm">Saved.</Text>}
        {save.error && (
          <Alert color="red" variant="outline">
            {save.error.message}
          </Alert>
        )}
      </div>
    </>
  );
}

function OwnRule(props: {
  rule: OwnRules[number];
  onChange: (days: number | null) => void;
  onRemove: () => void;
}) {
  const { rule, onChange, onRemove } = props;
  const name = rule.conversation.name || 'A conversation';
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <Box flex={1} maw={360}>
        <DaysField label={name} value={rule.days} onChange={onChange} />
      </Box>
      <Button variant="default" onClick={onRemove} aria-label={`Remove the rule of ${name}`}>
        Remove
      </Button>
    </Group>
  );
}

/**
 * For how many days messages are kept. What would go is shown before it can be saved.
 * @param props.add a conversation that is to have a rule of its own
 */
export function RulesForm({ retention, add }: { retention: Retention; add?: PersonRef }) {
  const [days, setDays] = useState<Days>(retention);
  const [own, setOwn] = useState<OwnRules>(() => withRuleOf(retention.conversations, add));
  const preview = usePreviewRetention();
  const { direct, group, channel } = days;
  const conversations = own.map(({ conversation, days: kept }) => ({
    ...{ conversationId: conversation.id, days: kept },
  }));
  const rules = { direct, group, channel, conversations };
  const change = (next: OwnRules) => {
    preview.reset();
    setOwn(next);
  };
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {NAMES.map((name) => (
          <DaysField
            key={name}
            label={KINDS[name]}
            value={days[name]}
            onChange={(kept) => {
              preview.reset();
              setDays({ ...days, [name]: kept });
            }}
          />
        ))}
      </SimpleGrid>
      {own.map((rule, at) => (
        <OwnRule
          key={rule.conversation.id}
          rule={rule}
          onChange={(kept) => change(own.with(at, { ...rule, days: kept }))}
          onRemove={() => change(own.toSpliced(at, 1))}
        />
      ))}
      <Group>
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate(rules)}>
          Show what would go
        </Button>
      </Group>
      <WouldGo preview={preview} />
      {preview.data && <Save rules={rules} />}
    </Stack>
  );
}

function withRuleOf(own: OwnRules, conversation: PersonRef | undefined): OwnRules {
  const isThere = own.some((rule) => rule.conversation.id === conversation?.id);
  return !conversation || isThere ? own : [...own, { conversation, days: null }];
}
