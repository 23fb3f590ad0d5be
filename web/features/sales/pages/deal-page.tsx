import { Anchor, Button, Group, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import {
  CLOSE_REASONS,
  DEAL_STAGES,
  isOpenStage,
  STAGE_NAMES,
  type DealStage,
} from '../../../../domain/sales/stages';
import type { DealWire } from '../../../../domain/wire/deals';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { formatMoney } from '../../../lib/money';
import { mutateThen } from '../../../lib/mutate-then';
import { useDeal, useEditDeal } from '../api';
import { Activities } from '../components/activities';
import { CloseModal } from '../components/close-modal';
import { Credits } from '../components/credits';
import { DealForm } from '../components/deal-form';
import { HandedOver, HandoverButton } from '../components/handover';
import { Offer } from '../components/offer';
import { SalesPage } from '../components/sales-page';
import { Splits } from '../components/splits';
import { StageBadge } from '../components/stage-badge';
import { StageLog } from '../components/stage-log';
import { useMove } from '../use-move';

function MoveButton({ deal }: { deal: DealWire }) {
  const move = useMove();
  const [end, setEnd] = useState<'won' | 'lost' | null>(null);
  const mayMove = isOpenStage(deal.stage) ? deal.may.change : deal.may.reopen;
  if (!mayMove) return null;
  const start = (to: DealStage) =>
    to === 'won' || to === 'lost' ? setEnd(to) : move.mutate({ deal, to });
  return (
    <>
      <Menu withinPortal>
        <Menu.Target>
          <Button variant="default" loading={move.isPending}>
            {isOpenStage(deal.stage) ? 'Move' : 'Open it again'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {DEAL_STAGES.filter((stage) => stage !== deal.stage).map((stage) => (
            <Menu.Item key={stage} onClick={() => start(stage)}>
              {STAGE_NAMES[stage]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <CloseModal
        name={deal.name}
        end={end}
        onClose={() => setEnd(null)}
        onDone={(close) => {
          if (end) move.mutate({ deal, to: end, ...close });
          setEnd(null);
        }}
      />
    </>
  );
}

function reasonOf({ stage, closeReason, closeNote }: DealWire): string {
  const names: Record<string, string> = CLOSE_REASONS[stage === 'won' ? 'won' : 'lost'];
  const name = closeReason ? (names[closeReason] ?? closeReason) : '';
  return closeNote ? `${name}: ${closeNote}` : name;
}

function Facts({ deal }: { deal: DealWire }) {
  const facts = [
    { label: 'Owner', value: `${deal.owner.name}, ${deal.department.name}` },
    ...(deal.contact ? [{ label: 'Contact', value: deal.contact.name }] : []),
    { label: 'Amount', value: formatMoney(deal.amount) },
    { label: 'Cost', value: formatMoney(deal.cost) },
    { label: 'Margin', value: formatMoney(deal.margin) },
    { label: 'In the forecast', value: formatMoney(deal.weighted) },
    { label: 'Expected on', value: formatDate(deal.expectedOn) },
    ...(deal.closedOn
      ? [
          { label: STAGE_NAMES[deal.stage], value: formatDate(deal.closedOn) },
          { label: 'Why', value: reasonOf(deal) },
        ]
      : []),
  ];
  return <FactList facts={facts} />;
}

function Editor({ deal, onDone }: { deal: DealWire; onDone: () => void }) {
  const edit = useEditDeal(deal.id);
  return (
    <DealForm
      deal={deal}
      problem={edit.error}
      isSaving={edit.isPending}
      onSave={({ amount, cost, ...changes }, refuse) => {
        const worth = deal.lines.length > 0 ? {} : { amount, cost };
        mutateThen(
          edit,
          { ...changes, ...worth, revision: deal.revision },
          { onSuccess: onDone, onError: refuse },
        );
      }}
    />
  );
}

function DealDetail({ deal }: { deal: DealWire }) {
  const [isEditing, editing] = useDisclosure(false);
  const mayEdit = deal.may.change && isOpenStage(deal.stage);
  return (
    <SalesPage
      title={deal.name}
      description={deal.number}
      actions={
        <>
          <StageBadge stage={deal.stage} />
          <MoveButton deal={deal} />
          <HandoverButton deal={deal} />
        </>
      }
    >
      <Section
        title="Deal"
        actions={
          <Group gap="xs">
            <Anchor
              component={Link}
              to={`/customers/${deal.customer.id}`}
              size="sm"
              underline="always"
            >
              {deal.customer.name}
            </Anchor>
            {mayEdit && (
              <Button size="xs" variant="default" onClick={editing.toggle}>
                {isEditing ? 'Do not change it' : 'Change the deal'}
              </Button>
            )}
          </Group>
        }
      >
        {isEditing ? <Editor deal={deal} onDone={editing.close} /> : <Facts deal={deal} />}
      </Section>
      <HandedOver deal={deal} />
      <Offer deal={deal} />
      <Splits deal={deal} />
      <Credits deal={deal} />
      <Activities deal={deal} />
      <StageLog deal={deal} />
    </SalesPage>
  );
}

/** One deal with all that belongs to it. */
export function Component() {
  const { id = '' } = useParams();
  const deal = useDeal(id);
  return <QueryView query={deal}>{(data) => <DealDetail deal={data} />}</QueryView>;
}
