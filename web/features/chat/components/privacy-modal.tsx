import { Alert, Modal, Stack, Switch } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { useChangeChatSettings, useChatSettings } from '../reading-api';

/** What others are told of me. */
export function PrivacyModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const settings = useChatSettings();
  const change = useChangeChatSettings();
  return (
    <Modal opened={opened} onClose={onClose} title="What others see of me">
      <QueryView query={settings}>
        {({ tellsRead, tellsPresence }) => (
          <Stack>
            {change.error && (
              <Alert color="red" variant="outline" role="alert">
                {change.error.message}
              </Alert>
            )}
            <Switch
              label="Tell what I have read"
              description="If you do not tell others, you do not see what they have read either."
              checked={tellsRead}
              disabled={change.isPending}
              onChange={({ currentTarget }) => change.mutate({ tellsRead: currentTarget.checked })}
            />
            <Switch
              label="Tell whether I am there"
              description="Otherwise you appear offline, and still see others."
              checked={tellsPresence}
              disabled={change.isPending}
              onChange={({ currentTarget }) =>
                change.mutate({ tellsPresence: currentTarget.checked })
              }
            />
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}
