import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  generated: boolean;
}

/** How information_schema calls what the mapping calls otherwise. */
const SQL_NAMES: Record<string, string> = {
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  char: 'character',
  array: 'ARRAY',
  citext: 'citext',
  time: 'time without time zone',
};

let database: TestDatabase;
let db: Database;
let columns: Column[];

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  columns = await db.query<Column>(
    `SELECT table_name AS "table", column_name AS "column",
       CASE data_type WHEN 'USER-DEFINED' THEN udt_name ELSE data_type END AS type,
       is_nullable = 'YES' AS nullable, is_generated = 'ALWAYS' AS generated
     FROM information_schema.columns WHERE table_schema = 'public'`,
  );
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

test('every mapped table is there, and mapped once', () => {
  const mapped = db.source.entityMetadatas.map(({ tableName }) => tableName).sort();
  expect(new Set(mapped).size).toBe(mapped.length);
  const tables = new Set(columns.map(({ table }) => table));
  for (const table of mapped) expect(tables).toContain(table);
});

test('every mapped column is there with its type and its null', () => {
  const mapped = db.source.entityMetadatas.flatMap((entity) =>
    entity.columns.map((column) => ({
      table: entity.tableName,
      column: column.databaseName,
      type: column.isArray
        ? 'ARRAY'
        : (SQL_NAMES[column.type as string] ?? (column.type as string)),
      nullable: column.isNullable,
    })),
  );
  const actual = new Map(columns.map((column) => [`${column.table}.${column.column}`, column]));
  const described = mapped.map((column) => {
    const found = actual.get(`${column.table}.${column.column}`);
    return found && { ...column, type: found.type, nullable: found.nullable };
  });
  expect(mapped).toEqual(described);
});

test('no column of a mapped table is forgotten', () => {
  for (const entity of db.source.entityMetadatas) {
    const mapped = entity.columns.map((column) => column.databaseName);
    const missing = columns
      .filter(({ table, generated }) => table === entity.tableName && !generated)
      .map(({ column }) => column)
      .filter((column) => !mapped.includes(column));
    expect([entity.tableName, missing]).toEqual([entity.tableName, []]);
  }
});
