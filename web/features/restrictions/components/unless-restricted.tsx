import { Alert, Stack, Text } from '@mantine/core';
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs';
import type { ReactNode } from 'react';
import type { Capability } from '../../../../domain/restrictions/standing';
import type { RestrictionInForce } from '../../../../domain/wire/common';
import { PageHeader } from '../../../components/page-header';
import { formatInstant } from '../../../lib/dates';
import { useRestriction, useZone } from '../../../lib/session';

function Banner({ from, restriction }: { from: Capability; restriction: RestrictionInForce }) {
  const zone = useZone();
  const { reason, until } = restriction;
  return (
    <Alert
      color="orange"
      variant="outline"
      role="status"
      icon={<IconBan size={20} aria-hidden />}
      title={`You may not use the ${from} for now`}
    >
      <Stack gap={4}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Reason: {reason}
        </Text>
        <Text size="sm">
          {until === null
            ? 'Until an admin lifts it.'
            : `Until ${formatInstant(until, zone)} (${zone.replaceAll('_', ' ')}).`}
        </Text>
        <Text size="sm">
          Everything else works as usual, and what is said meanwhile waits for you.
        </Text>
      </Stack>
    </Alert>
  );
}

/** A page for those who may use something; others read why not, and until when. It comes back by itself. */
export function UnlessRestricted(props: { from: Capability; title: string; children: ReactNode }) {
  const restriction = useRestriction(props.from);
  if (!restriction) return props.children;
  return (
    <>
      <PageHeader title={props.title} />
      <Banner from={props.from} restriction={restriction} />
    </>
  );
}
