import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../../domain/languages';
import { useT } from '../../../lib/i18n/language';
import { useMe } from '../../../lib/session';
import { useChooseLanguage } from '../../auth/api';

const OF_BROWSER = 'browser';

/** The language of the app, each by its own name; kept with the account, so that it is the same everywhere. */
export function LanguageChoice() {
  const t = useT();
  const me = useMe();
  const choose = useChooseLanguage();
  return (
    <Stack gap="xs" align="flex-start">
      <SegmentedControl
        aria-label={t('Language')}
        data={[
          { value: OF_BROWSER, label: t('As the browser') },
          ...LANGUAGES.map((language) => ({
            value: language,
            label: <span lang={language}>{LANGUAGE_NAMES[language]}</span>,
          })),
        ]}
        value={me.language ?? OF_BROWSER}
        disabled={choose.isPending}
        onChange={(value) => choose.mutate(value === OF_BROWSER ? null : value)}
      />
      <Text size="sm" c="dimmed">
        {t('Some pages are in English only for now.')}
      </Text>
      {choose.error && (
        <Alert color="red" variant="outline" role="alert" title={t('Not changed')}>
          {choose.error.message}
        </Alert>
      )}
    </Stack>
  );
}
