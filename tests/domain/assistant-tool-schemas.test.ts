import { z } from 'zod';
import { modelTools } from '../../domain/assistant/model-tools';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { TOOLS } from '../../modules/assistant/tools/registry';

/** Names by which a call could say who asks, or as what. */
const IDENTITY =
  /user|employee|principal|asker|viewer|session|scope|tenant|company|permission|^as|uid|token|grant/i;
/** What narrows a list, and says nothing of the asker. */
const ALLOWED = new Set(['asOf', 'find_people.role', 'count_people.role']);

/** Every key of a schema, however deep. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
  return [
    ...Object.keys(properties ?? {}),
    ...Object.values(properties ?? {}).flatMap(keysOf),
    ...Object.values(rest).flatMap(keysOf),
  ];
}

test('schemas hold no user, role, scope or tenant field', () => {
  expect(keysOf({ properties: { a: { anyOf: [{ properties: { as_user: {} } }] } } })).toEqual([
    'a',
    'as_user',
  ]);
  const found = TOOL_DEFINITIONS.flatMap(({ name, args }) =>
    keysOf(z.toJSONSchema(args))
      .filter((key) => IDENTITY.test(key) || key === 'role')
      .filter((key) => !ALLOWED.has(key) && !ALLOWED.has(`${name}.${key}`)),
  );
  expect(found).toEqual([]);
});

test('every definition has one tool, and every tool a definition', () => {
  expect(TOOLS.map(({ definition }) => definition.name).sort()).toEqual(
    TOOL_DEFINITIONS.map(({ name }) => name).sort(),
  );
  expect(TOOL_DEFINITIONS).toHaveLength(28);
});

test.each(TOOL_DEFINITIONS.map((definition) => [definition.name, definition] as const))(
  '%s takes no argument it does not name',
  (_, { args }) => {
    const needed = { project: 'x', from: '2026-01-01', to: '2026-01-31', text: 'x' };
    const sent = Object.fromEntries(
      Object.entries(needed).filter(([key]) => Object.hasOwn(args.shape, key)),
    );
    expect(args.safeParse(sent).success).toBe(true);
    for (const key of ['as_user', 'userId', 'role_', 'scope', 'tenant', 'constructor'])
      expect([key, args.safeParse({ ...sent, [key]: 'x' }).success]).toEqual([key, false]);
  },
);

test('models are told of strict tools: every argument required, those that can be left out nullable', () => {
  for (const { function: tool } of modelTools(TOOL_DEFINITIONS)) {
    expect(tool).toMatchObject({ strict: true, parameters: { additionalProperties: false } });
    expect(tool.parameters.required).toEqual(Object.keys(tool.parameters.properties));
    expect(tool.name).toMatch(/^[a-z_]{1,64}$/);
  }
  const [pnl] = modelTools(TOOL_DEFINITIONS.filter(({ name }) => name === 'project_pnl'));
  expect(pnl?.function.parameters.properties).toMatchObject({
    project: { type: 'string' },
    from: { type: ['string', 'null'] },
  });
  const [totals] = modelTools(TOOL_DEFINITIONS.filter(({ name }) => name === 'expense_totals'));
  expect(totals?.function.parameters.properties.exceptCategories).toMatchObject({
    type: ['array', 'null'],
    items: {
      type: 'string',
      enum: ['travel', 'meals', 'lodging', 'supplies', 'training', 'other'],
    },
  });
  const [deals] = modelTools(TOOL_DEFINITIONS.filter(({ name }) => name === 'deals'));
  expect(deals?.function.parameters.properties.orderBy).toMatchObject({
    type: ['string', 'null'],
    enum: ['amount', 'date', null],
  });
});
