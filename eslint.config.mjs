import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const SIZES = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60 }],
  complexity: ['error', 12],
};

export default tseslint.config(
  { ignores: ['tests/replay/releases/', 'dist/', 'node_modules/', '.netra/', 'coverage/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...SIZES,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['api/app.ts', 'api/server.ts', 'activities/worker.ts'],
    rules: { 'max-lines': ['error', 80] },
  },
  {
    // A suite reads as one list of cases: its enclosing function has no useful limit, its file has.
    files: ['tests/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['db/migrations/**'], rules: { 'max-lines-per-function': ['error', 220] } },
  { files: ['dev/**', 'db/**'], rules: { 'no-console': 'off' } },
  {
    files: ['web/**', 'approvals/*/form.tsx', 'approvals/*/actions.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['web/**'],
    ignores: ['web/lib/refresh.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'invalidateQueries', message: 'It misses reads under way: web/lib/refresh.ts' },
      ],
    },
  },
  {
    files: ['workflows/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', 'zod', 'typeorm', 'pg'] }],
      'no-restricted-globals': ['error', 'process', 'fetch', 'require'],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['dev/embedded/inbox-page/*.js'],
    languageOptions: {
      globals: { document: 'readonly', window: 'readonly', EventSource: 'readonly' },
    },
  },
  prettier,
);
