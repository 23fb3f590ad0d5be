import path from 'node:path';
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import compression from 'compression';
import { Router } from 'express';
import type { z } from 'zod';
import { problemSchema } from '../domain/wire/common';
import { capabilityOf } from './middleware/restriction';
import type { Route } from './route';

const REFERENCE_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>NETRA API</title>
    <script type="module" src="/api/v1/docs/rapidoc-min.js"></script>
  </head>
  <body>
    <rapi-doc spec-url="/api/v1/openapi.json" render-style="read" load-fonts="false" theme="light"
      primary-color="#1c7ed6" regular-font="system-ui, sans-serif" mono-font="ui-monospace, monospace"
      show-header="false" allow-spec-file-load="false" allow-spec-url-load="false" schema-style="table"></rapi-doc>
  </body>
</html>
`;

/** The description of the API and its reference page, both made from the routes. */
export function apiReference(routes: Route[]): Router {
  const router = Router();
  const library = path.dirname(require.resolve('rapidoc/dist/rapidoc-min.js'));
  let text: string | undefined;
  router.use(compression());
  router.get('/openapi.json', (_request, response) => {
    text ??= JSON.stringify(describeApi(routes));
    response.type('application/json').send(text);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(REFERENCE_PAGE);
  });
  router.get('/docs/rapidoc-min.js', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400');
    response.sendFile(path.join(library, 'rapidoc-min.js'));
  });
  return router;
}

/** The OpenAPI 3.1 document of routes. */
export function describeApi(routes: Route[]): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'netra_session',
  });
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const route of routes) registry.registerPath(describeRoute(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'NETRA',
      version: '1',
      description:
        'Errors are `application/problem+json`. Lists take `limit` and `cursor`. What creates takes an `Idempotency-Key`.',
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
  });
}

type Registration = Parameters<OpenAPIRegistry['registerPath']>[0];

function describeRoute(route: Route): Registration {
  const content = (type: string, schema: z.ZodType) => ({ content: { [type]: { schema } } });
  const json = (schema: z.ZodType) => content('application/json', schema);
  const refusals = Object.entries(refusalsOf(route)).map(
    ([status, description]): [string, unknown] => [
      status,
      { description, content: { 'application/problem+json': { schema: problemSchema } } },
    ],
  );
  return {
    method: route.method,
    path: route.path.replace(/:(\w+)/g, '{$1}'),
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    ...(Array.isArray(route.access) ? { description: `For: ${route.access.join(', ')}.` } : {}),
    security: route.access === 'anyone' ? [] : [{ cookie: [] }, { bearer: [] }],
    ...(route.creates ? { parameters: [IDEMPOTENCY_KEY] } : {}),
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(route.body
        ? { body: { required: true, ...json(route.documentedBody ?? route.body) } }
        : {}),
      ...(route.documentedForm
        ? { body: { required: true, ...content('multipart/form-data', route.documentedForm) } }
        : {}),
    },
    responses: {
      [route.status]: {
        description: route.status === 204 ? 'Done' : 'The answer',
        ...(route.status === 204
          ? {}
          : content(route.answerType ?? 'application/json', route.answer)),
      },
      ...(Object.fromEntries(refusals) as object),
    },
  } as Registration;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same body is answered like the first time.',
  schema: { type: 'string', maxLength: 200 },
};

function refusalsOf(route: Route): Partial<Record<number, string>> {
  return {
    ...(route.access === 'anyone' ? {} : { 401: 'Not signed in' }),
    ...(Array.isArray(route.access) ? { 403: 'Not for these roles' } : {}),
    ...(capabilityOf(route) ? { 403: 'Restricted: why, and until when' } : {}),
    ...(route.params ? { 404: 'Not there, or not yours to see' } : {}),
    ...(route.params || route.query || route.body ? { 422: 'Fields that do not fit' } : {}),
    ...(route.documentedForm ? { 413: 'Larger than is taken' } : {}),
  };
}

/** `post /people/:id/deactivate` is `postPeopleIdDeactivate`: stable and unique. */
function operationId(route: Route): string {
  const words = route.path.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  return route.method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}
