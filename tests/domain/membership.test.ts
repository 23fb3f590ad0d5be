import { staysOf, type Move } from '../../domain/chat/membership';

const [asha, rohan] = [
  { id: 'a', name: 'Asha' },
  { id: 'r', name: 'Rohan' },
];
const move = (kind: Move<typeof asha>['kind'], person: typeof asha, at: string) => ({
  ...{ kind, person, at, by: asha },
});

test('who came and went was there in between, and again for whoever came back', () => {
  const stays = staysOf([
    move('joined', asha, '1'),
    move('joined', rohan, '2'),
    move('left', rohan, '3'),
    move('joined', rohan, '4'),
    // What the log says twice is one stay, and an end without a beginning is none.
    move('joined', rohan, '5'),
    move('left', { id: 'x', name: 'X' }, '6'),
  ]);
  expect(stays.map(({ person, joinedAt, leftAt }) => [person.id, joinedAt, leftAt])).toEqual([
    ['a', '1', null],
    ['r', '2', '3'],
    ['r', '4', null],
  ]);
  expect(stays.map(({ leftBy }) => leftBy)).toEqual([null, asha, null]);
});
