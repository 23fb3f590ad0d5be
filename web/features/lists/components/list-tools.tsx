import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from 'react-router';
import type { ListName } from '../../../../domain/lists/columns';
import type { ListView } from '../../../../domain/wire/list-views';
import { useListViews } from '../api';
import type { ChosenColumns } from '../use-columns';
import { useDefaultView } from '../use-default-view';
import { ColumnsModal } from './columns-modal';
import { ManageViewsModal } from './manage-views-modal';
import { SaveViewModal } from './save-view-modal';
import { useT } from '../../../lib/i18n/language';

/** The same filters, columns and order of rows, however an address puts them one after the other. */
function sameQuery(one: string, other: string): boolean {
  const sorted = (query: string) => [...new URLSearchParams(query)].map(String).sort().join('&');
  return sorted(one) === sorted(other);
}

function ViewLinks({ views, query }: { views: ListView[]; query: string }) {
  const t = useT();
  if (views.length === 0) return null;
  const all = [{ id: 'all', name: t('Everything'), query: '' }, ...views];
  return (
    <Group gap="xs" component="nav" aria-label={t('Saved views')}>
      {all.map((view) => {
        const isCurrent = sameQuery(view.query, query);
        return (
          <Button
            key={view.id}
            component={Link}
            to={view.query === '' ? '.' : `?${view.query}`}
            size="xs"
            variant={isCurrent ? 'filled' : 'default'}
            aria-current={isCurrent ? 'page' : undefined}
          >
            {view.name}
          </Button>
        );
      })}
    </Group>
  );
}

/** Above a list: its saved views, and what it shows. */
export function ListTools<List extends ListName>({ columns }: { columns: ChosenColumns<List> }) {
  const t = useT();
  const { list } = columns;
  const views = useListViews(list);
  const query = useLocation().search.slice(1);
  useDefaultView(views.data);
  const [choosing, choose] = useDisclosure(false);
  const [saving, save] = useDisclosure(false);
  const [managing, manage] = useDisclosure(false);
  const saved = views.data ?? [];
  return (
    <Group gap="xs" mb="md">
      <ViewLinks views={saved} query={query} />
      <Button size="xs" variant="default" onClick={choose.open}>
        {t('Columns')}
      </Button>
      <Button size="xs" variant="default" onClick={save.open}>
        {t('Save this view')}
      </Button>
      {saved.length > 0 && (
        <Button size="xs" variant="default" onClick={manage.open}>
          {t('My views')}
        </Button>
      )}
      <ColumnsModal columns={columns} opened={choosing} onClose={choose.close} />
      <SaveViewModal list={list} query={query} opened={saving} onClose={save.close} />
      <ManageViewsModal
        list={list}
        views={saved}
        query={query}
        opened={managing}
        onClose={manage.close}
      />
    </Group>
  );
}
