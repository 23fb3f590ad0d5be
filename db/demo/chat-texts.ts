/** Lines of one exchange: who says it, counted among those who talk, and what. */
export type Exchange = readonly (readonly [speaker: number, text: string])[];

/** What the whole company reads. */
export const GENERAL: readonly Exchange[] = [
  [
    [0, 'The lift is being serviced tomorrow morning, please use the stairs.'],
    [1, 'Which floors?'],
    [0, 'All of them, from eight to ten.'],
  ],
  [
    [0, 'New coffee machine on the second floor. The old one has earned its rest.'],
    [2, 'Finally!'],
  ],
  [
    [0, 'Timesheets for last week are due today, please.'],
    [1, 'Mine are in.'],
  ],
  [[0, 'Whoever left an umbrella in the big meeting room: it is at reception.']],
  [
    [0, 'The auditors are here on Thursday. Please keep the small room free for them.'],
    [1, 'We will take our review to the cafeteria.'],
  ],
  [[0, 'Fire drill next Wednesday at eleven. It is announced, so please do walk.']],
  [
    [0, 'Does anybody have a spare adapter for the projector?'],
    [1, 'In the top drawer of my desk, take it.'],
    [0, 'Thank you!'],
  ],
];

/** A deal that was won; `{customer}` and `{amount}` are put in. */
export const WINS = [
  '{customer} has signed: {amount} lakh for the first year.',
  'Renewal from {customer}, {amount} lakh, two weeks before it ran out.',
  '{customer} came back after all. {amount} lakh and a reference call.',
  'Closed {customer} today: {amount} lakh. Thanks to everybody who sat in the demos.',
];

/** Praise for it. */
export const PRAISE = ['Well done!', 'What a week.', 'Congratulations to the whole team!', 'Cake?'];

/** How Sales talks. */
export const SALES: readonly Exchange[] = [
  [
    [1, 'Who takes the call with {customer} on Tuesday?'],
    [2, 'I can, it is on my route.'],
    [1, 'Thanks. The last offer is in the folder.'],
  ],
  [
    [0, 'Forecast by Friday noon, please, with a date for each deal.'],
    [2, 'Does a spoken yes count?'],
    [0, 'Only when somebody wrote it down.'],
  ],
  [
    [3, '{customer} asks for ten per cent off. Is there any room?'],
    [1, 'Five, if they sign for two years.'],
    [3, 'I will try that.'],
  ],
  [[1, 'I am at the fair tomorrow; call me rather than write.']],
];

/** How Consulting talks. */
export const CONSULTING: readonly Exchange[] = [
  [
    [1, 'Staffing for next month: who still has days?'],
    [2, 'Six from the tenth.'],
    [3, 'I am full until the go-live.'],
    [1, 'Then {customer} starts a week later.'],
  ],
  [
    [2, 'The test server of {customer} is slow again.'],
    [3, 'Their backup runs at noon. It is better after one.'],
  ],
  [
    [0, 'Please write down what you learned at {customer}, half a page is enough.'],
    [1, 'Draft by Thursday.'],
  ],
];

/** What is said about a project while it runs. */
export const PROJECT: readonly Exchange[] = [
  [
    [0, 'Status for the steering meeting, please.'],
    [1, 'Two open points, both with the customer. We are on plan.'],
  ],
  [
    [1, 'The import of the master data failed on forty rows.'],
    [0, 'Duplicates?'],
    [1, 'Yes. Fixed, and the check is part of the script now.'],
  ],
  [
    [1, 'Workshop moved to Wednesday, same room.'],
    [0, 'Fine with me.'],
  ],
];

/** What two people write to one another. */
export const DIRECT: readonly Exchange[] = [
  [
    [0, 'Do you have ten minutes after lunch?'],
    [1, 'At two?'],
    [0, 'Perfect.'],
  ],
  [
    [1, 'I have sent the claim of last week, the receipts are attached.'],
    [0, 'Saw it, will look this afternoon.'],
  ],
  [
    [0, 'Could you cover the call on Friday? I am at the dentist.'],
    [1, 'Of course.'],
  ],
  [
    [1, 'The draft for {customer} is in the folder.'],
    [0, 'Read it. Page three is too long, the rest is good.'],
    [1, 'Shortened.'],
  ],
];

/** What a few people arrange. */
export const LUNCH: readonly Exchange[] = [
  [
    [0, 'Dosa place today?'],
    [1, 'Yes!'],
    [2, 'Ten past one, I have a call before.'],
  ],
  [
    [1, 'Who is in on Friday?'],
    [0, 'Me.'],
    [2, 'From home, next week again.'],
  ],
];
