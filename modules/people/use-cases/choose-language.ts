import type { Principal } from '../../../domain/access/principal';
import type { Language } from '../../../domain/languages';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** Keeps the language somebody wants the app in; null leaves it to the browser they use. */
export async function chooseLanguage(
  deps: { db: Database },
  principal: Principal,
  { language }: { language: Language | null },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const changed = await tx.query<{ id: string }>(
      'UPDATE employee SET language = $2 WHERE id = $1 AND language IS DISTINCT FROM $2 RETURNING id',
      [principal.id, language],
    );
    if (changed.length === 0) return;
    const entry = { actorId: principal.id, action: 'person.language-chosen' };
    recordAudit(tx, [
      { ...entry, subjectType: 'person', subjectId: principal.id, details: { language } },
    ]);
  });
}
