import fc from 'fast-check';
import { FIGURE_IDS, figureSpec } from '../../domain/dashboards/figures';
import { VIEWS, viewsOf } from '../../domain/dashboards/views';
import { columnsOf, columnTitle, LIST_NAMES, readColumns } from '../../domain/lists/columns';

test('columns are read back in the order they were asked for, each once', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...LIST_NAMES)
        .chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.array(fc.constantFrom(...columnsOf(list)), { minLength: 1, maxLength: 12 }),
          ),
        ),
      ([list, wanted]) => {
        const { columns, unknown } = readColumns(list, wanted.join(','));
        expect(columns).toEqual([...new Set(wanted)]);
        expect(unknown).toEqual([]);
      },
    ),
  );
});

test('whatever an address says, columns are the list’s and the rest is named', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LIST_NAMES), fc.string({ maxLength: 60 }), (list, text) => {
      const { columns, unknown } = readColumns(list, text);
      for (const column of columns) expect(columnTitle(list, column)).not.toBe('');
      expect(new Set([...columns, ...unknown])).toEqual(new Set(text.split(',').filter(Boolean)));
    }),
  );
  expect(readColumns('people', 'name,constructor,toString')).toEqual({
    columns: ['name'],
    unknown: ['constructor', 'toString'],
  });
});

test('everybody has the dashboard about themselves; the last one is that of the widest part', () => {
  expect(viewsOf(['employee'])).toEqual(['employee']);
  expect(viewsOf(['employee', 'manager'])).toEqual(['employee', 'manager']);
  expect(viewsOf(['employee', 'department-head', 'hr'])).toEqual(['employee', 'manager', 'hr']);
  expect(viewsOf(['finance'])).toEqual(['employee', 'finance']);
  expect(viewsOf(['admin'])).toEqual([...VIEWS]);
  expect(viewsOf(['project-manager'])).toEqual(['employee']);
  for (const view of VIEWS)
    expect(FIGURE_IDS.filter((id) => figureSpec(id).view === view).length).toBeGreaterThan(3);
});
