import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useNavigate } from 'react-router';
import type { FigureSpec } from '../../../../domain/dashboards/figures';
import type { FigureGroup } from '../../../../domain/wire/dashboards';
import { rowsLink } from '../api';
import { barName, barsInOrder, isOverTime, valueText } from '../words';
import { translate, translateIfKnown } from '../../../lib/i18n/language';

const WHOLE = 'whole';
const COLUMNS_HEIGHT = 220;
const ROW_HEIGHT = 34;
const AXES_HEIGHT = 70;
const COLOURS = [
  'indigo.6',
  'teal.6',
  'orange.6',
  'grape.6',
  'cyan.7',
  'red.6',
  'lime.7',
  'gray.6',
];
const STATUSES = ['pending', 'approved', 'rejected', 'expired', 'withdrawn', 'cancelled'];

/** What stands along an axis: there is no room for every digit. */
const SHORT = new Intl.NumberFormat('en-IN', { notation: 'compact' });

interface Bar {
  key: string;
  name: string;
  [part: string]: string | number;
}

/** Hours are easier to read along an axis than seconds; the numbers themselves are never shown from here. */
const drawn = ({ unit }: FigureSpec, value: string) =>
  unit === 'seconds' ? Number(value) / 3600 : Number(value);

function seriesOf(spec: FigureSpec, groups: FigureGroup[]) {
  const parts = [...new Set(groups.map(({ part }) => part ?? WHOLE))].sort();
  return parts.map((part, index) => ({
    name: part,
    label: part === WHOLE || !spec.part ? translateIfKnown(spec.noun) : barName(spec.part, part),
    color: STATUSES.includes(part) ? `var(--chart-${part})` : COLOURS[index % COLOURS.length]!,
  }));
}

function barsOf(spec: FigureSpec, groups: FigureGroup[]): Bar[] {
  return barsInOrder(spec.by, groups).map((key) => {
    const own = groups.filter(({ by }) => by === key);
    return {
      key,
      name: barName(spec.by, key, own[0]?.label ?? null),
      ...Object.fromEntries(own.map(({ part, value }) => [part ?? WHOLE, drawn(spec, value)])),
    };
  });
}

/**
 * Bars of one currency, or of what has none. For the eye and the pointer: the table beside it has the same figures, as links.
 */
export default function FigureChart(props: {
  id: string;
  spec: FigureSpec;
  groups: FigureGroup[];
  currency: string | null;
}) {
  const { id, spec, groups, currency } = props;
  const navigate = useNavigate();
  const bars = barsOf(spec, groups);
  const series = seriesOf(spec, groups);
  const along = isOverTime(spec.by);
  const said = { title: translateIfKnown(spec.title), number: bars.length };
  const label =
    currency === null
      ? translate('{{title}}: {{number}} bars; the table has the figures', said)
      : translate('{{title}} in {{currency}}: {{number}} bars; the table has the figures', {
          ...said,
          currency,
        });
  const names = along ? {} : { width: 110, interval: 0 as const };
  const numbers = {
    allowDecimals: spec.unit !== 'count',
    tickFormatter: (value: number) =>
      spec.unit === 'seconds' ? translate('{{number}} h', { number: value }) : SHORT.format(value),
  };
  const valueOf = (value: number) =>
    valueText(spec, { value: String(spec.unit === 'seconds' ? value * 3600 : value), currency });
  const open = (part: string) => (bar: { payload?: Bar }) => {
    const { key } = bar.payload ?? {};
    if (key === undefined) return;
    void navigate(rowsLink(id, { by: key, part: part === WHOLE ? null : part, currency }));
  };
  return (
    <div role="img" aria-label={label} data-figure={id}>
      <BarChart
        h={along ? COLUMNS_HEIGHT : AXES_HEIGHT + ROW_HEIGHT * bars.length}
        data={bars}
        dataKey="name"
        type="stacked"
        orientation={along ? 'horizontal' : 'vertical'}
        series={series}
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: 'bottom' }}
        valueFormatter={valueOf}
        xAxisProps={along ? names : numbers}
        yAxisProps={along ? numbers : names}
        maxBarWidth={44}
        barChartProps={{ accessibilityLayer: false }}
        barProps={({ name }) => ({
          isAnimationActive: false,
          cursor: 'pointer',
          onClick: open(name),
        })}
      />
    </div>
  );
}
