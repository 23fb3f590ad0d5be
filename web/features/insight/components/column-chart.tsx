import { Box, Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate } from 'react-router';

/** One part of a column, drawn from the bottom up. */
interface Part {
  name: string;
  color: string;
  value: number;
}

/** A column and where its cases are. */
interface Column {
  label: string;
  parts: Part[];
  to: string;
}

const HEIGHT = 190;
const FOOT = 22;
const HEAD = 16;
const LABEL_WIDTH = 64;
/** Half a label: the last one may stand under the last column. */
const RIGHT = 26;

/** A round number that all columns fit below; half of it is one as well, for what is counted has no halves. */
function niceTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, 1)));
  const factor = [1, 2, 4, 6, 10].find((step) => step * power >= highest) ?? 10;
  return Math.max(factor * power, 2);
}

function Columns({ columns, width }: { columns: Column[]; width: number }) {
  const navigate = useNavigate();
  const total = (column: Column) => column.parts.reduce((sum, { value }) => sum + value, 0);
  const top = niceTop(Math.max(...columns.map(total)));
  const left = 30;
  const slot = (width - left - RIGHT) / columns.length;
  const body = HEIGHT - FOOT - HEAD;
  const y = (value: number) => HEAD + body - (value / top) * body;
  const every = Math.ceil(LABEL_WIDTH / slot);
  return (
    <svg width={width} height={HEIGHT} style={{ display: 'block' }}>
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <line x1={left} x2={width} y1={y(value)} y2={y(value)} className="chart-grid" />
          <text x={left - 6} y={y(value) + 4} textAnchor="end" className="chart-text">
            {value}
          </text>
        </g>
      ))}
      {columns.map((column, index) => {
        let below = 0;
        const x = left + index * slot;
        return (
          <g key={column.label} onClick={() => void navigate(column.to)} className="chart-column">
            <title>{`${column.label}: ${column.parts
              .filter(({ value }) => value > 0)
              .map(({ name, value }) => `${name} ${value}`)
              .join(', ')}`}</title>
            <rect x={x} y={HEAD} width={slot} height={body} fill="transparent" />
            {column.parts.map((part) => {
              const from = below;
              below += part.value;
              return (
                <rect
                  key={part.name}
                  x={x + slot * 0.14}
                  width={Math.max(slot * 0.72, 1)}
                  y={y(below)}
                  height={y(from) - y(below)}
                  fill={part.color}
                />
              );
            })}
            {index % every === 0 && (
              <text x={x + slot / 2} y={HEIGHT - 6} textAnchor="middle" className="chart-text">
                {column.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/**
 * Columns, stacked where they have parts. The picture is for the eye: the caller shows the same figures as a table, which
 * has the links for keyboard and screen reader.
 */
export function ColumnChart({ label, columns }: { label: string; columns: Column[] }) {
  const { ref, width } = useElementSize();
  const legend = columns[0]?.parts ?? [];
  return (
    <Box>
      <div ref={ref} role="img" aria-label={label} style={{ minHeight: HEIGHT }}>
        {width > 0 && <Columns columns={columns} width={width} />}
      </div>
      {legend.length > 1 && (
        <Group gap="md" mt={4}>
          {legend.map(({ name, color }) => (
            <Group key={name} gap={6} wrap="nowrap">
              <Box w={12} h={12} style={{ background: color, borderRadius: 3 }} />
              <Text size="xs">{name}</Text>
            </Group>
          ))}
        </Group>
      )}
    </Box>
  );
}
