import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import {
  SHORTEST_PASSWORD,
  strengthOf,
  type PasswordStrength,
} from '../../../../domain/passwords/check-password';
import { type Message, useT } from '../../../lib/i18n/language';

const SHOWN: Record<PasswordStrength, { label: Message; color: string; value: number }> = {
  'too-weak': { label: 'Too weak', color: 'red', value: 25 },
  fair: { label: 'Fair', color: 'yellow', value: 60 },
  strong: { label: 'Strong', color: 'green', value: 100 },
};

/** A field for a password that is chosen now, and how strong it is. */
export function NewPassword({
  about,
  ...field
}: ComponentProps<typeof PasswordInput> & { value?: string; about?: string }) {
  const t = useT();
  const shown = field.value ? SHOWN[strengthOf(field.value)] : undefined;
  return (
    <Stack gap={4}>
      <PasswordInput
        label={t('New password')}
        description={`${t('At least {{number}} characters; a few words in a row are easy to keep.', { number: SHORTEST_PASSWORD })} ${about ?? ''}`}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('Show password') }}
        {...field}
      />
      {shown && (
        <>
          <Progress value={shown.value} color={shown.color} size="xs" aria-label={t('Strength')} />
          <Text size="xs" role="status">
            {t(shown.label)}
          </Text>
        </>
      )}
    </Stack>
  );
}
