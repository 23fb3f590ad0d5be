import { Alert, List, Text } from '@mantine/core';
import { VERDICT_NAMES, type Verdict } from '../../../../domain/projects/readiness';

const COLORS: Record<Verdict, string> = {
  'not-ready': 'red',
  'ready-with-risks': 'yellow',
  ready: 'green',
};

/** What the project is ready for, large enough for the other end of a meeting room, and why. */
export function VerdictBanner({ verdict, reasons }: { verdict: Verdict; reasons: string[] }) {
  return (
    <Alert color={COLORS[verdict]} variant="outline" role="status">
      <Text fz={28} fw={700} lh={1.2}>
        {VERDICT_NAMES[verdict]}
      </Text>
      {reasons.length > 0 && (
        <List size="sm" mt="xs">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
