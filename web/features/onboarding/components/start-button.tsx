import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { PersonRef } from '../../../../domain/wire/common';
import { StartModal } from './start-modal';

/** Opens the form that starts a checklist. */
export function StartButton({ person }: { person?: PersonRef }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open} variant={person ? 'default' : 'filled'}>
        Start a checklist
      </Button>
      {opened && <StartModal opened onClose={close} person={person} />}
    </>
  );
}
