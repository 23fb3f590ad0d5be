import { Stack, Text } from '@mantine/core';
import { STAGE_NAMES } from '../../../../domain/sales/stages';
import type { DealWire } from '../../../../domain/wire/deals';
import { RelativeTime } from '../../../components/relative-time';
import { Section } from '../../../components/section';

/** Where a deal stood and who moved it, the last move first. */
export function StageLog({ deal }: { deal: DealWire }) {
  return (
    <Section title="Stages">
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {[...deal.stageLog].reverse().map((move) => (
          <Text key={`${move.at} ${move.to}`} size="sm" component="li">
            {move.from ? `${STAGE_NAMES[move.from]} → ` : ''}
            <strong>{STAGE_NAMES[move.to]}</strong>
            {move.by && `, ${move.by.name}`}, <RelativeTime at={move.at} />
            {move.note && `: ${move.note}`}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
