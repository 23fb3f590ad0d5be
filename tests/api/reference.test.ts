import { describeApi } from '../../api/openapi';
import { allRoutes } from '../../api/routes';
import { startTestApi, type TestApi } from '../support/api';

let api: TestApi;
let document: Document;

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
  security: object[];
  requestBody?: { content: Record<string, { schema: { properties: object } }> };
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: object };
}

beforeAll(async () => {
  api = await startTestApi();
  const answer = await api.anonymous.get('/openapi.json');
  expect(answer.headers.get('content-type')).toMatch('application/json');
  document = answer.body;
});
afterAll(() => api.stop());

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

test('every route is described, once, by a unique name', () => {
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const mounted = allRoutes(api.deps).map(
    (route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
  );
  expect(described.sort()).toEqual([...mounted].sort());
  expect(new Set(mounted).size).toBe(mounted.length);
  const names = operations().map((operation) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

test('every parameter of an address is described, and every reference leads somewhere', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = (operation.parameters ?? []).filter((p) => p.in === 'path');
      expect([method, path, described.map((p) => p.name)]).toEqual([method, path, inPath]);
    }
  }
  for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
    const found = name!
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document.components);
    expect(found).toBeDefined();
  }
});

test('the schemas are those that validate', () => {
  const login = document.paths['/auth/login']!.post!;
  expect(login.security).toEqual([]);
  expect(login.requestBody!.content['application/json']!.schema).toMatchObject({
    type: 'object',
    required: ['email', 'password'],
    additionalProperties: false,
  });
  const people = document.paths['/people']!.get!;
  expect(people.parameters!.map((p) => p.name)).toEqual([
    'limit',
    'cursor',
    'q',
    'departmentId',
    'locationId',
    'managerId',
    'role',
    'active',
    'sort',
  ]);
  expect(people.security).toEqual([{ cookie: [] }, { bearer: [] }]);
  expect(Object.keys(people.responses)).toEqual(['200', '401', '422']);
});

test('what creates says that it takes a key', () => {
  const creating = allRoutes(api.deps).filter((route) => route.creates);
  for (const route of creating) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const names = document.paths[path]![route.method]!.parameters!.map((p) => p.name);
    expect(names).toContain('Idempotency-Key');
  }
});

test('the page and all it loads come from here', async () => {
  const page = await api.anonymous.get('/docs');
  expect(page.headers.get('content-type')).toMatch('text/html');
  const html = page.body as string;
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  const sources = [...html.matchAll(/(?:src|spec-url)="([^"]+)"/g)].map((match) => match[1]!);
  expect(sources).toHaveLength(2);
  for (const source of sources) {
    expect((await fetch(api.url + source)).status).toBe(200);
  }
});

test('the document is made from routes alone', () => {
  expect(JSON.parse(JSON.stringify(describeApi(allRoutes(api.deps))))).toEqual(document);
});
