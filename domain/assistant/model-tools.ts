import { z } from 'zod';
import type { ToolDefinition } from './tool';

/** A tool as Chat Completions takes it. */
export interface ModelTool {
  type: 'function';
  function: {
    name: string;
    description: string;
    strict: true;
    parameters: {
      type: 'object';
      properties: Record<string, unknown>;
      required: string[];
      additionalProperties: false;
    };
  };
}

/** What of a schema strict tools take: the rest is checked when a call comes in. */
const KEPT = ['type', 'enum', 'description', 'items'];

/**
 * Tools as a model is told of them. Strict tools name every argument as required and allow no other: one that can be left
 * out may be null instead (OpenAI, "Structured outputs": all fields must be required).
 */
export function modelTools(definitions: readonly ToolDefinition[]): ModelTool[] {
  return definitions.map(({ name, description, args }) => {
    const { properties = {}, required = [] } = z.toJSONSchema(args);
    const parameters = Object.entries(properties).map(([key, schema]) => [
      key,
      argument(schema as Record<string, unknown>, required.includes(key)),
    ]);
    return {
      type: 'function',
      function: {
        ...{ name, description, strict: true },
        parameters: {
          type: 'object',
          properties: Object.fromEntries(parameters) as Record<string, unknown>,
          required: Object.keys(properties),
          additionalProperties: false,
        },
      },
    };
  });
}

/** A schema without what is not kept, down to what its lists are of. */
function keptOf(schema: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(schema).filter(([key]) => KEPT.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'items' ? keptOf(value as Record<string, unknown>) : value,
    ]),
  );
}

function argument(schema: Record<string, unknown>, isRequired: boolean) {
  const kept = keptOf(schema);
  if (isRequired) return kept;
  const choices = Array.isArray(kept.enum) ? { enum: [...(kept.enum as unknown[]), null] } : {};
  return { ...kept, ...choices, type: [kept.type, 'null'] };
}
