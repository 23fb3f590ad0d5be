import { z } from 'zod';
import { humanise } from '../../lib/text';

/** One field drawn from a schema. `path` is its place in the form: `lines.0.amount`. */
export type Shape =
  | {
      type: 'text' | 'date' | 'number' | 'boolean' | 'money';
      label: string;
      hint?: string;
      required: boolean;
    }
  | { type: 'choice'; options: string[]; label: string; hint?: string; required: boolean }
  | {
      type: 'group';
      fields: Record<string, Shape>;
      label: string;
      hint?: string;
      required: boolean;
    }
  | { type: 'list'; item: Shape; label: string; hint?: string; required: boolean };

type JsonSchema = z.core.JSONSchema.BaseSchema;

function fieldsOf(schema: JsonSchema): Record<string, Shape> {
  const required = new Set(schema.required ?? []);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, member]) => [
      name,
      shapeOf(member as JsonSchema, name, required.has(name)),
    ]),
  );
}

const isMoney = ({ properties }: JsonSchema) =>
  properties !== undefined && Object.keys(properties).sort().join() === 'amount,currency';

// `nullable` and unions with null come as `anyOf`: the part that holds a value is drawn.
function unwrap(schema: JsonSchema): JsonSchema {
  const parts = schema.anyOf ?? schema.oneOf;
  const part = parts?.find((candidate) => candidate.type !== 'null');
  return part ? { ...part, title: schema.title ?? part.title } : schema;
}

function objectShape(schema: JsonSchema, base: { label: string; required: boolean }): Shape {
  if (isMoney(schema)) return { ...base, type: 'money' };
  return { ...base, type: 'group', fields: fieldsOf(schema) };
}

function shapeOf(wrapped: JsonSchema, name: string, required: boolean): Shape {
  const schema = unwrap(wrapped);
  const base = { label: schema.title ?? humanise(name), hint: schema.description, required };
  if (schema.enum) return { ...base, type: 'choice', options: schema.enum.map(String) };
  if (schema.type === 'object') return objectShape(schema, base);
  if (schema.type === 'array') {
    const item = shapeOf((schema.items ?? {}) as JsonSchema, 'Entry', true);
    return { ...base, type: 'list', item };
  }
  if (schema.type === 'boolean') return { ...base, type: 'boolean' };
  if (schema.type === 'number' || schema.type === 'integer') return { ...base, type: 'number' };
  return { ...base, type: schema.format === 'date' ? 'date' : 'text' };
}

/** The form of a kind's request schema: what a client may send, field by field. */
export function readShape(schema: z.ZodType): Record<string, Shape> {
  return fieldsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

/** What an empty form holds for a shape. */
export function emptyValue(shape: Shape): unknown {
  switch (shape.type) {
    case 'money':
      return { amount: '', currency: 'INR' };
    case 'boolean':
      return false;
    case 'group':
      return emptyValues(shape.fields);
    case 'list':
      return shape.required ? [emptyValue(shape.item)] : [];
    default:
      return '';
  }
}

/** An empty form. */
export function emptyValues(fields: Record<string, Shape>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, shape]) => [name, emptyValue(shape)]),
  );
}

// A line of a request says nothing of a list that it has none of.
const listOf = (value: unknown) => (value ?? []) as unknown[];

/** Values as they are sent: what was left empty is left out, but for a text that the schema has its own words about. */
function prune(value: unknown, shape: Shape): unknown {
  if (shape.type === 'group') return pruneFields(value as Record<string, unknown>, shape.fields);
  if (shape.type === 'list') {
    const items = listOf(value).map((item) => prune(item, shape.item));
    return items.length === 0 && !shape.required ? undefined : items;
  }
  if (shape.type === 'money') {
    const isEmpty = (value as { amount: string }).amount === '';
    return isEmpty && !shape.required ? undefined : value;
  }
  const isEmpty = value === '' || value === null;
  return isEmpty && !(shape.type === 'text' && shape.required) ? undefined : value;
}

/** {@link prune} over the members of an object. */
export function pruneFields(
  values: Record<string, unknown>,
  fields: Record<string, Shape>,
): Record<string, unknown> {
  const entries = Object.entries(fields).map(
    ([name, shape]) => [name, prune(values[name], shape)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
