import { BAND_ENDS, type Measure } from '../../domain/insight/measures';
import type { Figure, Insight } from '../../domain/wire/insight';
import { summarise, weekOf, type Recounted } from './insight-recount';

function grouped(cases: Recounted[], key: (one: Recounted) => string) {
  const groups = new Map<string, Recounted[]>();
  for (const one of cases) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return Object.fromEntries([...groups].map(([name, some]) => [name, summarise(some)]));
}

const measured = ({ count, p50, p90, mean }: Figure) => ({ count, p50, p90, mean });
const listed = (figures: Figure[], key: (figure: Figure) => string) =>
  Object.fromEntries(figures.map((figure) => [key(figure), measured(figure)]));

function same(actual: unknown, wanted: unknown) {
  expect(actual).toEqual(closeTo(wanted));
}

/** Durations agree to a twentieth of a second: JavaScript's dates have no microseconds. */
function closeTo(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : expect.closeTo(value, 1);
  if (Array.isArray(value)) return value.map(closeTo);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closeTo(one)]));
}

/** Fails unless every figure of a report is what the cases given come to. */
export function compareFigures(
  insight: Insight,
  of: (measure: Measure) => Recounted[],
  zone: string,
): void {
  const bandOf = ({ start, end }: Recounted) =>
    String(BAND_ENDS.filter((limit) => (end - start) / 1000 >= limit).length);
  expect(insight.submitted).toBe(of('submitted').length);
  const decided = of('closed').filter(({ status }) => ['approved', 'rejected'].includes(status));
  const approved = decided.filter(({ status }) => status === 'approved');
  expect(insight.approvalRate).toBe(decided.length === 0 ? null : approved.length / decided.length);
  same(measured(insight.closed), summarise(of('closed')));
  same(measured(insight.open), summarise(of('open')));
  same(measured(insight.overdue), summarise(of('overdue')));
  same(measured(insight.mail), summarise(of('mail')));
  const groups: [Figure[], Measure, (f: Figure) => string, (c: Recounted) => string][] = [
    [insight.cycleByKind, 'closed', (f) => f.kind!, (c) => c.kind],
    [insight.bands, 'closed', (f) => String(f.band), bandOf],
    [insight.outcomes, 'closed', (f) => `${f.kind} ${f.status}`, (c) => `${c.kind} ${c.status}`],
    [insight.cycleByStep, 'steps', (f) => f.step!, (c) => c.step!],
    [insight.cycleByApprover, 'decisions', (f) => f.approver!.id, (c) => c.approverId!],
    [insight.channels, 'decisions', (f) => f.channel!, (c) => c.channel!],
    [insight.mailByChannel, 'mail', (f) => f.channel!, (c) => c.channel!],
    [insight.overdueByStep, 'overdue', (f) => f.step!, (c) => c.step!],
    [
      insight.bottlenecks,
      'open',
      (f) => `${f.step} ${f.approver?.id}`,
      (c) => `${c.step} ${c.approverId ?? undefined}`,
    ],
    [
      insight.weeks,
      'submitted',
      (f) => `${f.week} ${f.kind} ${f.status}`,
      (c) => `${weekOf(c.start, zone)} ${c.kind} ${c.status}`,
    ],
  ];
  for (const [figures, measure, name, key] of groups) {
    const wanted = grouped(of(measure), key);
    const sort = (record: object) => Object.fromEntries(Object.entries(record).sort());
    const counts = (record: ReturnType<typeof listed>) =>
      Object.fromEntries(Object.entries(record).map(([key, { count }]) => [key, count]));
    const [actual, plain] = [sort(listed(figures, name)), sort(wanted)] as (typeof wanted)[];
    if (measure === 'submitted') expect(counts(actual!)).toEqual(counts(plain!));
    else same(actual, plain);
  }
}
