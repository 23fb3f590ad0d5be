import { Button, Grid, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { PageHeader } from '../../../components/page-header';
import { ProblemNote } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { useMe } from '../../../lib/session';
import { UnlessRestricted } from '../../restrictions/components/unless-restricted';
import { useAssistantState, useStartThread } from '../api';
import { OpenThread } from '../components/open-thread';
import { QuestionBox } from '../components/question-box';
import { ThreadList } from '../components/thread-list';
import { WhoAnswers } from '../components/who-answers';
import { samplesFor } from '../samples';
import { useRuns } from '../use-runs';

/** Begins a conversation with a question, and goes there. */
function useFirstQuestion() {
  const runs = useRuns();
  const start = useStartThread();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = async (text: string): Promise<boolean> => {
    try {
      const { id } = await start.mutateAsync();
      void runs.ask(id, text);
      await navigate(`/assistant/${id}`);
      return true;
    } catch (error) {
      setProblem(error as ApiProblem);
      return false;
    }
  };
  return { ask, problem };
}

function NewThread() {
  const me = useMe();
  const [search] = useSearchParams();
  const t = useT();
  const { ask, problem } = useFirstQuestion();
  return (
    <Stack>
      <Title order={2} size="h4">
        {t('What would you like to know?')}
      </Title>
      <Text size="sm" c="dimmed">
        {t(
          'Ask in your own words. The assistant reads what you may see anyway, and changes nothing: what you want done opens as a form for you to send.',
        )}
      </Text>
      <ProblemNote title={t('Not asked')} problem={problem} />
      <QuestionBox
        place="new"
        start={search.get('ask')}
        isAnswering={false}
        onAsk={ask}
        onStop={() => undefined}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} role="group" aria-label={t('Questions to begin with')}>
        {samplesFor(me).map((question) => (
          <Button
            key={question}
            variant="default"
            h="auto"
            py="xs"
            styles={{ label: { whiteSpace: 'normal', textAlign: 'left', lineHeight: 1.4 } }}
            justify="flex-start"
            onClick={() => void ask(question)}
          >
            {translateIfKnown(question)}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Actions() {
  const t = useT();
  return (
    <>
      <Button variant="default" size="sm" component={Link} to="/assistant/reports">
        {t('Reports')}
      </Button>
      <Button size="sm" component={Link} to="/assistant">
        {t('New conversation')}
      </Button>
    </>
  );
}

function AssistantPage() {
  const { id } = useParams();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const t = useT();
  const { data: state } = useAssistantState();
  const opened = id ? <OpenThread key={id} id={id} isAlone={!wide} /> : <NewThread />;
  return (
    <>
      <PageHeader
        title={t('Assistant')}
        description={state && <WhoAnswers state={state} />}
        actions={<Actions />}
      />
      {wide ? (
        <Grid>
          <Grid.Col span={4}>
            <ThreadList selected={id} />
          </Grid.Col>
          <Grid.Col span={8}>{opened}</Grid.Col>
        </Grid>
      ) : (
        <Stack>
          {opened}
          {!id && <ThreadList selected={id} />}
        </Stack>
      )}
    </>
  );
}

/** Questions about what is in NETRA, and their answers. */
export function Component() {
  const t = useT();
  return (
    <UnlessRestricted from="assistant" title={t('Assistant')}>
      <AssistantPage />
    </UnlessRestricted>
  );
}
