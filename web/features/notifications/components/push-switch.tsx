import { Alert, Stack, Switch, Text } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { usePushState, useSwitchPush } from '../preferences-api';

/** Whether this browser shows what rings while no page of NETRA is open. */
export function PushSwitch() {
  const state = usePushState();
  const change = useSwitchPush();
  return (
    <QueryView query={state}>
      {({ publicKey, canTake, isOn, browsers }) => {
        if (publicKey === null) {
          return <Text size="sm">Browser push is not set up in this installation.</Text>;
        }
        if (!canTake) {
          return <Text size="sm">This browser takes no pushes, or not from this address.</Text>;
        }
        return (
          <Stack gap="sm">
            {change.error && (
              <Alert color="red" variant="outline" role="alert" title="Not turned on">
                {change.error.message}
              </Alert>
            )}
            <Switch
              label="Push to this browser"
              description="While you are signed in here. A push carries the line you see in the bell, and nothing more."
              checked={isOn}
              disabled={change.isPending}
              onChange={({ currentTarget }) =>
                change.mutate(currentTarget.checked ? { publicKey } : null)
              }
            />
            {browsers.length > 0 && (
              <Text size="sm" c="dimmed">
                {browsers.length === 1
                  ? 'One browser of yours takes pushes.'
                  : `${browsers.length} browsers of yours take pushes.`}
              </Text>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}
