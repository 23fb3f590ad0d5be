import type { Language } from '../languages';
import type { DepartmentKind, Role } from '../roles';
import type { RestrictionInForce } from '../wire/common';
import type { Resource } from './resources';

/** The signed-in person, read from the database for this one request or socket event. */
export interface Principal {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  departmentId: string | null;
  departmentName: string | null;
  departmentKind: DepartmentKind | null;
  /** Departments this person heads, and those below them. */
  headsDepartmentIds: string[];
  /** Departments whose records they may look into for a time, and those below them, by what of theirs. */
  granted: Partial<Record<Resource, string[]>>;
  managerId: string | null;
  managerName: string | null;
  zone: string;
  /** Null: that of the browser. */
  language: Language | null;
  sessionId: string;
  /** What keeps them from the chat or the assistant now. */
  restrictions: RestrictionInForce[];
}
