import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SEARCH_ATTRIBUTES, RETENTION_DAYS } from '../../dev/embedded/temporal-namespace';
import { VARIABLE_NAMES } from '../../platform/config/config';

interface Service {
  image: string;
  build?: string;
  environment?: Record<string, string>;
  command?: string[];
  depends_on?: Record<string, unknown>;
  volumes?: string[];
  deploy?: { replicas: number };
}

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { services, volumes } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const all = Object.entries(services);
const ours = all.filter(([, { build }]) => build);
const running = (entry: string) =>
  all
    .filter(([, { command }]) => command?.includes(`dist/${entry}.js`))
    .reduce((count, [, { deploy }]) => count + (deploy?.replicas ?? 1), 0);

describe('docker-compose.yml', () => {
  test('sets only variables that the configuration knows', () => {
    const unknown = ours.flatMap(([name, { environment = {} }]) =>
      Object.keys(environment)
        .filter((variable) => !VARIABLE_NAMES.includes(variable))
        .map((variable) => `${name}: ${variable}`),
    );
    expect(unknown).toEqual([]);
  });

  test('sets every variable that has no default for each role', () => {
    const needed = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'PUBLIC_URL'];
    const secret = ['SESSION_SECRET', 'EMAIL_LINK_SECRET'];
    for (const [, { environment }] of ours.filter(([name]) => name !== 'inbox')) {
      expect(Object.keys(environment ?? {})).toEqual(
        expect.arrayContaining([...needed, ...secret]) as string[],
      );
    }
  });

  test('pins every image to an exact version', () => {
    const loose = all
      .filter(([, { build }]) => !build)
      .filter(([, { image }]) => !/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[\w.]+)?$/.test(image))
      .map(([name, { image }]) => `${name}: ${image}`);
    expect(loose).toEqual([]);
    for (const [, image] of read('Dockerfile').matchAll(/^FROM (\S+)/gm)) {
      expect(image).toMatch(/:\d+\.\d+\.\d+/);
    }
  });

  test('runs two APIs and two workers, and migrates before either', () => {
    expect(running('api/server')).toBe(2);
    expect(running('activities/worker')).toBe(2);
    for (const name of ['api-1', 'api-2', 'worker']) {
      expect(services[name]?.depends_on).toHaveProperty('migrate.condition');
    }
  });

  test('names only services and volumes that exist', () => {
    for (const [, service] of all) {
      for (const other of Object.keys(service.depends_on ?? {})) {
        expect(Object.keys(services)).toContain(other);
      }
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0] ?? '';
        if (!source.startsWith('.')) expect(Object.keys(volumes)).toContain(source);
      }
    }
  });

  test('gives Temporal the search attributes and the retention of the embedded server', () => {
    const script = read('dev/docker/temporal-namespace.sh');
    const told: Record<string, string> = {};
    for (const [, name = '', type = ''] of script.matchAll(/^ {2}(\w+):(\w+)[; \\]/gm)) {
      told[name] = type.replace('KeywordList', 'Keyword_List').toUpperCase();
    }
    expect(told).toEqual(SEARCH_ATTRIBUTES);
    expect(script).toContain(`--retention ${RETENTION_DAYS}d`);
  });
});
