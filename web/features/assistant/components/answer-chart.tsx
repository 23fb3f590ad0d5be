import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import type { AnswerChart as Spec, AnswerTable } from '../../../../domain/wire/assistant';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { formatMoney } from '../../../lib/money';
import { useZone } from '../../../lib/session';
import { plotsOf, type Plot } from '../cells';

const HEIGHT = 220;
const ROW_HEIGHT = 34;
const AXES_HEIGHT = 70;
const COLOURS = ['indigo.6', 'teal.6', 'orange.6', 'grape.6', 'cyan.7'];
/** What stands along an axis: there is no room for every digit. */
const SHORT = new Intl.NumberFormat('en-IN', { notation: 'compact' });

function seriesOf(table: AnswerTable, spec: Spec) {
  return spec.y.map((key, index) => ({
    name: key,
    label: translateIfKnown(table.columns.find((column) => column.key === key)?.label ?? key),
    color: COLOURS[index % COLOURS.length]!,
  }));
}

function One({ table, spec, plot }: { table: AnswerTable; spec: Spec; plot: Plot }) {
  const t = useT();
  const { currency, points } = plot;
  const series = seriesOf(table, spec);
  const shared = {
    data: points,
    dataKey: 'name',
    series,
    withLegend: series.length > 1,
    legendProps: { verticalAlign: 'bottom' as const },
    valueFormatter: (value: number) =>
      currency ? formatMoney({ amount: String(value), currency }) : String(value),
  };
  const numbers = { tickFormatter: (value: number) => SHORT.format(value) };
  const name = translateIfKnown(table.title);
  const title = currency ? t('{{title}} in {{currency}}', { title: name, currency }) : name;
  const label = t('{{title}}: a chart; the table has the figures', { title });
  return (
    <div role="img" aria-label={label} data-chart={spec.tableId}>
      {spec.kind === 'line' ? (
        <LineChart
          {...shared}
          h={HEIGHT}
          // A curve between two months would show amounts that nobody spent.
          curveType="linear"
          yAxisProps={numbers}
          lineChartProps={{ accessibilityLayer: false }}
          lineProps={{ isAnimationActive: false }}
        />
      ) : (
        <BarChart
          {...shared}
          h={AXES_HEIGHT + ROW_HEIGHT * points.length}
          orientation="vertical"
          xAxisProps={numbers}
          yAxisProps={{ width: 110, interval: 0 }}
          maxBarWidth={44}
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: false }}
        />
      )}
    </div>
  );
}

/** A chart that the server chose, drawn from the rows of a table that stands beside it; one for each currency. */
export default function AnswerChart({ table, spec }: { table: AnswerTable; spec: Spec }) {
  const zone = useZone();
  return plotsOf(table, spec, zone).map((plot) => (
    <One key={plot.currency ?? ''} table={table} spec={spec} plot={plot} />
  ));
}
