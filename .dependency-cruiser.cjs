// The import rules of the house: who may import whom. Types count, unless a rule says otherwise.
const only = (name, from, allowed, extra = {}) => ({
  name,
  severity: 'error',
  from: { path: from, ...extra.from },
  to: {
    path: '^(domain|approvals|workflows|activities|modules|platform|db|api|web|dev)/',
    pathNot: allowed,
    ...extra.to,
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot:
          '(\\.d\\.ts$|^web/(vite|public/)|^dev/|^workflows/(index|payload-converter|failure-converter))',
      },
      to: {},
    },
    only('domain', '^domain/', '^domain/'),
    {
      name: 'domain-packages',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    only('kind-definition', '^approvals/([^/]+)/definition', '^(domain/|approvals/$1/)'),
    only(
      'kind-form',
      '^approvals/([^/]+)/(?:form|actions)',
      '^(domain/|approvals/$1/|web/(components|lib)/)',
    ),
    only(
      'kind-effects',
      '^approvals/([^/]+)/effects',
      '^(domain/|approvals/$1/|modules/|platform/)',
    ),
    only('workflows', '^workflows/', '^(domain/|workflows/)', {
      to: { dependencyTypesNot: ['type-only'] },
    }),
    {
      name: 'workflow-activities-type-only',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(activities|modules|platform|approvals)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflow-packages',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: 'node_modules/@temporalio/(workflow|common)/',
      },
    },
    only('modules', '^modules/', '^(domain/|platform/|modules/|approvals/definitions)'),
    {
      name: 'module-faces',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: {
        path: '^modules/',
        pathNot: '^modules/($1/|[^/]+/(use-cases/|queries|entities|policy|kind-effects))',
      },
    },
    only(
      'activities',
      '^activities/',
      '^(activities/|approvals/|domain/|modules/|platform/|workflows/)',
    ),
    only('platform', '^platform/', '^(platform/|domain/|db/migrations/)'),
    only('api', '^api/', '^(api/|approvals/definitions|domain/|modules/|platform/|workflows/)', {
      from: { pathNot: '^api/server' },
    }),
    only('api-entry', '^api/server', '^(api/|approvals/|domain/|modules/|platform/|workflows/)'),
    {
      // Whatever the assistant reads goes through one door, which names the person from the session.
      name: 'assistant-reads-by-one-door',
      severity: 'error',
      from: { path: '^modules/', pathNot: '^modules/assistant/(run-tool|tools/)' },
      to: { path: '^modules/assistant/tools/' },
    },
    {
      name: 'assistant-role-is-taken-at-the-entry',
      severity: 'error',
      from: {
        path: '^(modules|activities|api|approvals)/',
        pathNot: '^(api/server|activities/worker)',
      },
      to: { path: '^platform/database/scoped-reader', dependencyTypesNot: ['type-only'] },
    },
    only('web', '^web/', '^(web/|approvals/(definitions|[^/]+/(definition|form))|domain/)'),
    {
      name: 'web-is-alone',
      severity: 'error',
      from: { pathNot: '^(web|approvals/[^/]+/(form|actions))' },
      to: { path: '^web/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
