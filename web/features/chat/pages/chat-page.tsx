import { Button, Grid } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { UnlessRestricted } from '../../restrictions/components/unless-restricted';
import { useConversations } from '../api';
import { AuditNotice } from '../components/audit-notice';
import { useConversationKeys } from '../use-conversation-keys';
import { ChannelsModal } from '../components/channels-modal';
import { ConversationList } from '../components/conversation-list';
import { BookmarksModal } from '../components/kept-list';
import { OpenConversation } from '../components/open-conversation';
import { PrivacyModal } from '../components/privacy-modal';
import { StartModal } from '../components/start-modal';
import { useT } from '../../../lib/i18n/language';

function Starting() {
  const t = useT();
  const [starting, start] = useDisclosure(false);
  const [browsing, browse] = useDisclosure(false);
  const [keeping, keep] = useDisclosure(false);
  const [choosing, choose] = useDisclosure(false);
  return (
    <>
      <Button size="sm" variant="default" onClick={choose.open}>
        {t('Privacy')}
      </Button>
      <Button size="sm" variant="default" onClick={keep.open}>
        {t('Bookmarks')}
      </Button>
      <Button size="sm" variant="default" component={Link} to="/chat/search">
        {t('Search')}
      </Button>
      <Button size="sm" variant="default" onClick={browse.open}>
        {t('Channels')}
      </Button>
      <Button size="sm" onClick={start.open}>
        {t('New conversation')}
      </Button>
      <BookmarksModal opened={keeping} onClose={keep.close} />
      <PrivacyModal opened={choosing} onClose={choose.close} />
      <ChannelsModal opened={browsing} onClose={browse.close} />
      <StartModal opened={starting} onClose={start.close} />
    </>
  );
}

function ChatPage() {
  const t = useT();
  const { id } = useParams();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const conversations = useConversations();
  useConversationKeys({ conversations: conversations.data ?? [], selected: id });
  const opened = id && <OpenConversation key={id} id={id} isAlone={!wide} />;
  const list = (
    <QueryView query={conversations}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title={t('No conversations yet')}>
            {t('Start one with “New conversation”, or join a channel.')}
          </EmptyState>
        ) : (
          <ConversationList conversations={items} selected={id} />
        )
      }
    </QueryView>
  );
  return (
    <>
      <PageHeader title={t('Chat')} actions={(wide || !id) && <Starting />} />
      <AuditNotice />
      {!wide ? (
        opened || list
      ) : (
        <Grid>
          <Grid.Col span={4}>{list}</Grid.Col>
          <Grid.Col span={8}>
            {opened || <EmptyState title={t('Choose a conversation')} />}
          </Grid.Col>
        </Grid>
      )}
    </>
  );
}

/** My conversations, and the one that is open beside them. */
export function Component() {
  const t = useT();
  return (
    <UnlessRestricted from="chat" title={t('Chat')}>
      <ChatPage />
    </UnlessRestricted>
  );
}
