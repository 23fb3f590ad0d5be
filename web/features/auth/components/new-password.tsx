import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import {
  SHORTEST_PASSWORD,
  strengthOf,
  type PasswordStrength,
} from '../../../../domain/passwords/check-password';

const SHOWN: Record<PasswordStrength, { label: string; color: string; value: number }> = {
  'too-weak': { label: 'Too weak', color: 'red', value: 25 },
  fair: { label: 'Fair', color: 'yellow', value: 60 },
  strong: { label: 'Strong', color: 'green', value: 100 },
};

/** A field for a password that is chosen now, and how strong it is. */
export function NewPassword({
  about,
  ...field
}: ComponentProps<typeof PasswordInput> & { value?: string; about?: string }) {
  const shown = field.value ? SHOWN[strengthOf(field.value)] : undefined;
  return (
    <Stack gap={4}>
      <PasswordInput
        label="New password"
        description={`At least ${SHORTEST_PASSWORD} characters; a few words in a row are easy to keep. ${about ?? ''}`}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
        {...field}
      />
      {shown && (
        <>
          <Progress value={shown.value} color={shown.color} size="xs" aria-label="Strength" />
          <Text size="xs" role="status">
            {shown.label}
          </Text>
        </>
      )}
    </Stack>
  );
}
