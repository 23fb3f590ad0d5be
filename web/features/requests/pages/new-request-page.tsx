import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { dropDraft, readDraft } from '../../../lib/drafts';
import type { KindForm } from '../../../lib/kind-form';
import { useMe } from '../../../lib/session';
import { RequestForm } from '../components/request-form';
import { findKind, type Kind } from '../kinds';
import { useKindSource } from '../use-kind-source';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

function DraftedForm({ kind, source }: { kind: Kind; source: KindForm }) {
  const me = useMe();
  const [search] = useSearchParams();
  const [attempt, setAttempt] = useState(0);
  const [draft, setDraft] = useState(() => readDraft(me.id, kind.id));
  const empty = source.initialValues(search);
  const blank = source.initialValues(new URLSearchParams());
  const linked = Object.fromEntries([
    ...[...search].filter(([name]) => name in empty),
    // What a link says of a field that is more than a text, such as a line.
    ...Object.entries(empty).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(blank[name]),
    ),
  ]);
  const startOver = () => {
    dropDraft(me.id, kind.id);
    setDraft(null);
    setAttempt(attempt + 1);
  };
  return (
    <RequestForm
      key={attempt}
      kind={kind}
      source={source}
      start={{ values: { ...empty, ...draft, ...linked }, restored: draft !== null }}
      onStartOver={startOver}
    />
  );
}

function KindPage({ kind }: { kind: Kind }) {
  const t = useT();
  const source = useKindSource(kind);
  return (
    <>
      <PageHeader
        title={t('New {{kind}}', { kind: translateIfKnown(kind.label).toLowerCase() })}
        description={t('Kept as a draft until you send it.')}
      />
      <QueryView query={source}>{(form) => <DraftedForm kind={kind} source={form} />}</QueryView>
    </>
  );
}

/** Asking for something, whatever its kind. */
export function Component() {
  const t = useT();
  const kind = findKind(useParams().kind);
  if (kind) return <KindPage key={kind.id} kind={kind} />;
  return (
    <>
      <PageHeader title={t('New request')} />
      <EmptyState title={t('There is no request of this kind')} />
    </>
  );
}
