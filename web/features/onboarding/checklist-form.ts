import type { FormErrors, UseFormReturnType } from '@mantine/form';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../domain/onboarding/documents';
import type { OwnerRole, Purpose } from '../../../domain/onboarding/vocabulary';
import type { Role } from '../../../domain/roles';
import {
  newChecklistSchema,
  type ChecklistTemplateWire,
  type NewChecklist,
} from '../../../domain/wire/checklists';
import { issuesToFormErrors, plainMessage } from '../../components/field-errors';

/** What an item asks its owner for besides a tick: nothing, where a paper is kept, or a document to hand in. */
type Asks = 'nothing' | 'place' | DocumentKind;

/** An item in the form. */
interface ItemValues {
  title: string;
  help: string;
  ownerRole: OwnerRole;
  offsetDays: number | string;
  blocking: boolean;
  asks: Asks;
}

/** What the form holds. */
export interface ChecklistValues {
  name: string;
  purpose: Purpose;
  forRole: Role | null;
  forDepartmentId: string | null;
  forLocationId: string | null;
  items: ItemValues[];
}

/** The form of a checklist. */
export type ChecklistForm = UseFormReturnType<ChecklistValues>;

/** An item to be filled in. */
export const EMPTY_ITEM: ItemValues = {
  ...{ title: '', help: '', ownerRole: 'employee', offsetDays: 0, blocking: false },
  asks: 'nothing',
};

const EMPTY: ChecklistValues = {
  ...{ name: '', purpose: 'onboarding', forRole: null, forDepartmentId: null, forLocationId: null },
  items: [EMPTY_ITEM],
};

/** A form filled like a checklist, or an empty one. A copy is nobody's default and has no name yet. */
export function valuesLike(
  like: ChecklistTemplateWire | undefined,
  { isCopy }: { isCopy: boolean },
): ChecklistValues {
  if (!like) return EMPTY;
  const items = like.items.map(({ wantsDocument, documentKind, ...item }) => ({
    ...item,
    asks: documentKind ?? (wantsDocument ? ('place' as const) : ('nothing' as const)),
  }));
  if (isCopy) return { ...EMPTY, purpose: like.purpose, items };
  return {
    ...{ name: like.name, purpose: like.purpose, forRole: like.forRole, items },
    forDepartmentId: like.forDepartment?.id ?? null,
    forLocationId: like.forLocation?.id ?? null,
  };
}

/** The form as the API takes it. */
export function bodyOf({ items, ...values }: ChecklistValues): NewChecklist {
  return {
    ...values,
    items: items.map(({ asks, offsetDays, ...item }) => ({
      ...item,
      // Nothing is not day zero: an empty field is asked for.
      offsetDays: offsetDays === '' ? Number.NaN : Number(offsetDays),
      wantsDocument: asks === 'place',
      documentKind: DOCUMENT_KINDS.find((kind) => kind === asks) ?? null,
    })),
  };
}

/** What is wrong with the form, by field. */
export function problemsOf(values: ChecklistValues): FormErrors {
  const parsed = newChecklistSchema.safeParse(bodyOf(values), { error: plainMessage });
  return parsed.success ? {} : issuesToFormErrors(parsed.error);
}
