import type { Fact } from './kind';

/** One fact that reads otherwise than before; null where there was, or is, none. */
export interface FactChange {
  label: string;
  before: string | null;
  after: string | null;
}

/**
 * What reads otherwise in `after` than in `before`, in the order of `after`, then what is gone. Facts are matched by
 * their label; several of one label, such as the lines of a day, by their values first and then in order.
 */
export function factChanges(before: Fact[], after: Fact[]): FactChange[] {
  const gone = [...before];
  const take = (isWanted: (fact: Fact) => boolean): Fact | undefined => {
    const index = gone.findIndex(isWanted);
    return index < 0 ? undefined : gone.splice(index, 1)[0];
  };
  const fresh = after.filter(
    ({ label, value }) => !take((fact) => fact.label === label && fact.value === value),
  );
  const changed = fresh.map(({ label, value }) => ({
    label,
    before: take((fact) => fact.label === label)?.value ?? null,
    after: value,
  }));
  return [...changed, ...gone.map(({ label, value }) => ({ label, before: value, after: null }))];
}
