/**
 * `make`, but each key's value is made once and kept: for what costs far more to make than to use, under few keys.
 * A `make` that throws keeps nothing.
 */
export function remembering<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
