import type { Presence } from '../../domain/wire/chat-presence';
import type { PresenceMessage } from '../../platform/realtime/bus';

/** How many people fit in a message that every bus carries. */
const PEOPLE_PER_PART = 60;
/** A process that is silent for this long is gone, with whoever was connected to it. */
const SILENT_MS = 5_000;

type Present = Exclude<Presence, 'offline'>;

interface Node {
  /** Changes of its people that are known; -1 before they have been told in whole. */
  version: number;
  people: Map<string, Present>;
  heardAt: number;
  /** Of the whole that is being told, the parts so far. */
  parts: Map<number, [string, Present][]>;
}

/** Who is connected to which process, as their processes tell it. */
interface PresenceNodes {
  /** Sets somebody's state at this process. @returns whether that changes where they stand in all */
  setOwn(userId: string, state: Presence): boolean;
  /** Takes what a process tells. @returns whose state has changed by it */
  hear(message: PresenceMessage): string[];
  /** Says that this process lives. */
  beat(): void;
  /** Forgets processes that are silent. @returns whose state has changed by it */
  forgetSilent(): string[];
  /** Where somebody stands: at the liveliest of their pages on any process. */
  stateOf(userId: string): Presence;
  /** Whoever is not offline. */
  people(): string[];
}

/** What is known of each process's people. */
function createRegistry() {
  const nodes = new Map<string, Node>();
  const stateOf = (userId: string): Presence => {
    const states = [...nodes.values()].map(({ people }) => people.get(userId));
    if (states.includes('online')) return 'online';
    return states.includes('away') ? 'away' : 'offline';
  };
  /** Makes a change that concerns these, and says whose state is another one after it. */
  const changing = (userIds: Iterable<string>, change: () => void): string[] => {
    const before = new Map([...userIds].map((userId) => [userId, stateOf(userId)]));
    change();
    return [...before].flatMap(([userId, state]) => (stateOf(userId) === state ? [] : [userId]));
  };
  return {
    nodes,
    stateOf,
    changing,
    nodeOf(id: string): Node {
      const known = nodes.get(id) ?? {
        ...{ version: -1, people: new Map<string, Present>() },
        ...{ heardAt: 0, parts: new Map<number, [string, Present][]>() },
      };
      nodes.set(id, known);
      return known;
    },
    set: (node: Node, userId: string, state: Presence) =>
      changing([userId], () => {
        if (state === 'offline') node.people.delete(userId);
        else node.people.set(userId, state);
      }),
    takePart(node: Node, message: PresenceMessage & { topic: 'presence-whole' }): string[] {
      if (message.part === 0) node.parts.clear();
      node.parts.set(message.part, message.people);
      if (node.parts.size < message.parts) return [];
      const people = new Map([...node.parts.values()].flat());
      node.parts.clear();
      node.version = message.version;
      return changing(new Set([...node.people.keys(), ...people.keys()]), () => {
        node.people = people;
      });
    },
  };
}

/** All of a process's people, in as many messages as they need. */
function wholeOf(self: string, own: Node): PresenceMessage[] {
  const people = [...own.people];
  const parts = Math.max(1, Math.ceil(people.length / PEOPLE_PER_PART));
  return Array.from({ length: parts }, (_, part) => ({
    ...{ topic: 'presence-whole' as const, node: self, version: own.version, part, parts },
    people: people.slice(part * PEOPLE_PER_PART, (part + 1) * PEOPLE_PER_PART),
  }));
}

/**
 * Each process numbers the changes of its own people and tells them, and its number every now and then: whoever lacks one
 * asks for the whole. So a hint that is lost costs a beat, nothing is written down, and a process that is killed takes its
 * people with it.
 */
export function createPresenceNodes(deps: {
  self: string;
  publish: (message: PresenceMessage) => void;
  now: () => number;
}): PresenceNodes {
  const { self, publish, now } = deps;
  const registry = createRegistry();
  const { nodes, stateOf, changing, set } = registry;
  const own = registry.nodeOf(self);
  own.version = 0;
  const hearOther = (message: Exclude<PresenceMessage, { topic: 'presence-ask' }>) => {
    const node = registry.nodeOf(message.node);
    node.heardAt = now();
    if (message.topic === 'presence-whole') return registry.takePart(node, message);
    if (message.topic === 'presence' && message.version === node.version + 1) {
      node.version = message.version;
      return set(node, message.userId, message.state);
    }
    if (message.version > node.version) publish({ topic: 'presence-ask', node: message.node });
    return [];
  };
  return {
    setOwn(userId, state) {
      if ((own.people.get(userId) ?? 'offline') === state) return false;
      own.version += 1;
      const changed = set(own, userId, state);
      publish({ topic: 'presence', node: self, version: own.version, userId, state });
      return changed.length > 0;
    },
    hear(message) {
      if (message.topic === 'presence-ask') {
        if (message.node === self) for (const part of wholeOf(self, own)) publish(part);
        return [];
      }
      return message.node === self ? [] : hearOther(message);
    },
    beat: () => publish({ topic: 'presence-beat', node: self, version: own.version }),
    forgetSilent() {
      const silent = [...nodes].filter(
        ([id, { heardAt }]) => id !== self && now() - heardAt > SILENT_MS,
      );
      const concerned = new Set(silent.flatMap(([, { people }]) => [...people.keys()]));
      return changing(concerned, () => {
        for (const [id] of silent) nodes.delete(id);
      });
    },
    stateOf,
    people: () => [...new Set([...nodes.values()].flatMap(({ people }) => [...people.keys()]))],
  };
}
