/** A statement that is put together piece by piece. Whatever comes from outside is bound, never written into it. */
export interface Draft {
  parameters: unknown[];
  /** Takes a value and gives its place: `$1`. */
  bind: (value: unknown) => string;
  /** Conditions that all hold; there is always one. */
  where: string[];
  /** Adds a condition if there is a value. */
  narrow: (value: unknown, condition: (place: string) => string) => void;
  /** The conditions as SQL. */
  conditions: () => string;
}

/** An empty statement. */
export function draft(): Draft {
  const parameters: unknown[] = [];
  const where: string[] = [];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  return {
    ...{ parameters, bind, where },
    narrow(value, condition) {
      if (value !== undefined) where.push(condition(bind(value)));
    },
    conditions: () => (where.length > 0 ? where.join(' AND ') : 'true'),
  };
}
