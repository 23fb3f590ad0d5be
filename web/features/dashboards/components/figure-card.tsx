import { Anchor, Box, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { figureSpec, type FigureSpec } from '../../../../domain/dashboards/figures';
import type { DashboardFigure, FigureGroup } from '../../../../domain/wire/dashboards';
import { Section } from '../../../components/section';
import { AsTable } from '../../insight/components/as-table';
import { rowsLink } from '../api';
import { barName, barsInOrder, DIMENSION_NAMES, valueText } from '../words';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

// The library that draws is larger than any page: it comes when there is something to draw.
const FigureChart = lazy(() => import('./figure-chart'));

/** What the numbers of a figure are. */
const valueHead = ({ measure, noun }: FigureSpec) =>
  ({
    count: translate('Number of {{noun}}', { noun: translateIfKnown(noun) }),
    sum: translate('Sum'),
    median: translate('Median'),
  })[measure];

function Total({ id, spec, total }: TotalProps) {
  const { currency, count } = total;
  const value = valueText(spec, total);
  const [title, noun] = [translateIfKnown(spec.title), translateIfKnown(spec.noun)];
  return (
    <Text size="sm" c="dimmed" component="div">
      <Anchor
        component={Link}
        to={rowsLink(id, { currency })}
        fz={26}
        fw={650}
        lh={1.25}
        aria-label={translate('{{title}}: {{value}}, all {{noun}}', { title, value, noun })}
      >
        {value}
      </Anchor>
      {spec.measure !== 'count' && count > 1 && ` ${count} ${noun}`}
    </Text>
  );
}

interface TotalProps {
  id: string;
  spec: FigureSpec;
  total: DashboardFigure['totals'][number];
}

function FigureTable({
  id,
  spec,
  groups,
}: {
  id: string;
  spec: FigureSpec;
  groups: FigureGroup[];
}) {
  const order = barsInOrder(spec.by, groups);
  const sorted = [...groups].sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by));
  const head = [spec.by, ...(spec.part ? [spec.part] : [])].map((dimension) =>
    translate(DIMENSION_NAMES[dimension]),
  );
  return (
    <AsTable
      caption={translate('Table of {{title}}', { title: translateIfKnown(spec.title) })}
      head={[...head, valueHead(spec)]}
    >
      {sorted.map((group) => {
        const { by, label, part, currency } = group;
        const names = [
          barName(spec.by, by, label),
          ...(spec.part ? [barName(spec.part, part ?? '')] : []),
        ];
        const value = valueText(spec, group);
        return (
          <Table.Tr key={[by, part, currency].join()}>
            {names.map((name, index) => (
              <Table.Td key={index}>{name}</Table.Td>
            ))}
            <Table.Td>
              <Anchor
                component={Link}
                to={rowsLink(id, { by, part, currency })}
                size="sm"
                fw={600}
                aria-label={`${value}: ${names.join(', ')}`}
              >
                {value}
              </Anchor>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </AsTable>
  );
}

/** A figure: what it comes to, its bars, and the same as a table; everything a way to the rows behind it. */
export function FigureCard({ figure }: { figure: DashboardFigure }) {
  const spec = figureSpec(figure.id);
  const t = useT();
  const { id, groups, totals } = figure;
  return (
    <Section title={translateIfKnown(spec.title)}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {translateIfKnown(spec.about)}
        </Text>
        {totals.length === 0 && (
          <Text size="sm">
            {t('Nothing to show: no {{noun}}.', { noun: translateIfKnown(spec.noun) })}
          </Text>
        )}
        {!spec.overlaps && (
          <Group gap="lg">
            {totals.map((total) => (
              <Total key={total.currency} id={id} spec={spec} total={total} />
            ))}
          </Group>
        )}
        {totals.map(({ currency }) => (
          <Suspense key={currency} fallback={<Skeleton h={220} />}>
            <FigureChart
              id={id}
              spec={spec}
              groups={groups.filter((group) => group.currency === currency)}
              currency={currency}
            />
          </Suspense>
        ))}
        {groups.length > 0 && (
          <Box>
            <FigureTable id={id} spec={spec} groups={groups} />
          </Box>
        )}
      </Stack>
    </Section>
  );
}
