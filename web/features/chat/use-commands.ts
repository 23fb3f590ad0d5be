import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { commandsFor, readCommand, type CommandReading } from '../../../domain/chat/commands';
import { dateIn } from '../../lib/dates';
import { useZone } from '../../lib/session';
import { useLeaveTypes } from '../../lib/use-leave-types';

/** What a command shows in a dialog of its own. */
type CommandDialog = Extract<CommandReading, { kind: 'help' | 'who-is-out' }>;

/** The id of what offers commands, and of each one it offers. */
export const COMMAND_LIST = 'chat-commands';
export const commandId = (at: number) => `${COMMAND_LIST}-${at}`;

/**
 * Commands in the line one writes in: which ones are offered, and what becomes of the text when it is sent.
 * `run` says what to send, that it is done, or that it was refused and stays.
 */
export function useCommands({ text, write }: { text: string; write: (text: string) => void }) {
  const navigate = useNavigate();
  const today = dateIn(useZone());
  const { data: types } = useLeaveTypes();
  const [chosen, setChosen] = useState({ text: '', at: 0 });
  const [refused, setRefused] = useState({ text: '', message: '' });
  const [dialog, setDialog] = useState<CommandDialog | null>(null);
  const offered = commandsFor(text);
  const at = chosen.text === text ? chosen.at : 0;

  const run = (): { send: string } | 'done' | 'refused' => {
    const reading = readCommand(
      text,
      today,
      types?.map(({ code }) => code),
    );
    switch (reading.kind) {
      case 'text':
        return { send: reading.text };
      case 'problem':
        setRefused({ text, message: reading.message });
        return 'refused';
      case 'form':
        void navigate(`/requests/new/${reading.request}?${new URLSearchParams(reading.values)}`);
        return 'done';
      default:
        setDialog(reading);
        return 'done';
    }
  };
  const complete = (name: string) => write(`${name} `);
  /** Takes the keys that choose among what is offered. @returns whether the key was one of them */
  const onKey = (event: KeyboardEvent): boolean => {
    const command = offered[at];
    if (!command || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const completes = event.key === 'Tab' || event.key === 'Enter';
    // A name that is complete is a command already: Enter runs it, Tab goes on to the next field.
    if (!step && (!completes || event.shiftKey || text === command.name)) return false;
    event.preventDefault();
    if (step) setChosen({ text, at: (at + step + offered.length) % offered.length });
    else complete(command.name);
    return true;
  };
  const aria =
    offered.length > 0
      ? { 'aria-controls': COMMAND_LIST, 'aria-activedescendant': commandId(at) }
      : {};
  return {
    ...{ offered, at, complete, run, onKey, aria, dialog },
    problem: refused.text === text && text ? refused.message : null,
    close: () => setDialog(null),
  };
}

/** What {@link useCommands} gives. */
export type CommandControls = ReturnType<typeof useCommands>;
