import type { Principal } from '../../domain/access/principal';
import type { Me } from '../../domain/wire/common';

/** The signed-in person as the wire describes them. */
export function presentMe(principal: Principal): Me {
  const { departmentId, departmentName, departmentKind, managerId, managerName } = principal;
  return {
    id: principal.id,
    name: principal.name,
    email: principal.email,
    roles: principal.roles,
    department:
      departmentId === null || departmentKind === null
        ? null
        : { id: departmentId, name: departmentName ?? '', kind: departmentKind },
    manager: managerId === null ? null : { id: managerId, name: managerName ?? '' },
    zone: principal.zone,
    language: principal.language,
    restrictions: principal.restrictions,
  };
}
