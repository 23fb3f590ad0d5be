import type { DepartmentNode } from '../../../domain/wire/organisation';

/** A department and how deep it lies, 0 at the top. */
export interface Placed {
  department: DepartmentNode;
  depth: number;
}

/** The tree as a list: each department after the one it is part of, by name within it. */
export function inTreeOrder(departments: DepartmentNode[]): Placed[] {
  const below = new Map<string | null, DepartmentNode[]>();
  for (const department of departments) {
    const key = department.parent?.id ?? null;
    below.set(key, [...(below.get(key) ?? []), department]);
  }
  const placed = (parentId: string | null, depth: number): Placed[] =>
    (below.get(parentId) ?? []).flatMap((department) => [
      { department, depth },
      ...placed(department.id, depth + 1),
    ]);
  return placed(null, 0);
}

/** A department and all below it, by id: what it cannot be part of. */
export function withAllBelow(departments: DepartmentNode[], id: string): Set<string> {
  const found = new Set([id]);
  for (const { department } of inTreeOrder(departments)) {
    if (department.parent && found.has(department.parent.id)) found.add(department.id);
  }
  return found;
}
