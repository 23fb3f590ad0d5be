import { Button, Group } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { viewsOf, type View } from '../../../../domain/dashboards/views';
import { useMe } from '../../../lib/session';
import { VIEW_NAMES } from '../words';
import { useT } from '../../../lib/i18n/language';

/** The dashboard that is asked for in the address; that of the widest part one has without a word there. */
export function useView(): { view: View; views: View[]; asked: string | null } {
  const [params] = useSearchParams();
  const views = viewsOf(useMe().roles);
  const asked = params.get('view');
  const view = views.find((name) => name === asked) ?? views.at(-1) ?? 'employee';
  return { view, views, asked };
}

/** One's dashboards; nothing for who has one only. */
export function ViewSwitch() {
  const t = useT();
  const { view, views } = useView();
  if (views.length < 2) return null;
  return (
    <Group gap="xs" component="nav" aria-label={t('Dashboards')} mb="md">
      {views.map((name) => (
        <Button
          key={name}
          component={Link}
          to={`?view=${name}`}
          preventScrollReset
          size="xs"
          variant={name === view ? 'filled' : 'default'}
          aria-current={name === view ? 'page' : undefined}
        >
          {t(VIEW_NAMES[name])}
        </Button>
      ))}
    </Group>
  );
}
