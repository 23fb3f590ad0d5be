import { Box, Text } from '@mantine/core';

/** Labels and values, as a description list. */
export function FactList({ facts }: { facts: { label: string; value: string }[] }) {
  return (
    <Box
      component="dl"
      m={0}
      style={{
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, max-content) minmax(0, 1fr)',
        gap: '6px 16px',
      }}
    >
      {facts.map((fact, index) => (
        <Box key={`${fact.label}-${index}`} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" c="dimmed" maw={220}>
            {fact.label}
          </Text>
          <Text
            component="dd"
            m={0}
            size="sm"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {fact.value}
          </Text>
        </Box>
      ))}
    </Box>
  );
}
