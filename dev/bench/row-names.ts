/** SQL of the id of the n-th row of a sort, the same on every machine, in the form of a random one. */
export const benchId = (sort: string, n = 'n') =>
  `overlay(overlay(md5('bench-${sort}-' || ${n}) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;

/** SQL of the id of a persona of the demo company. */
export const personaId = (name: string) =>
  `(SELECT id FROM employee WHERE email = '${name}@netra.example')`;
