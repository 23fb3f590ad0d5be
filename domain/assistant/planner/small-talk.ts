import type { Plan } from '../plan';
import type { Role } from '../../roles';
import { whatIAnswer } from './help';
import { plainText } from './plain';

const GREETING =
  /^(?:hi|hii+|hello|helo|hey|heya|namaste|namaskar|greetings|good (?:morning|afternoon|evening|day)|नमस्ते|नमस्कार)(?: (?:there|netra|all|everyone|team|ji))*$/u;
const THANKS =
  /^(?:ok(?:ay)? |great |cool |perfect |many )*(?:thanks|thank you|thankyou|thx|ty|cheers|much appreciated|dhanyavad|shukriya|धन्यवाद|शुक्रिया)(?: (?:a lot|so much|very much|netra|again|for (?:that|the help|your help)))*$/u;
const FINE =
  /^(?:ok|okay|great|ok great|cool|perfect|fine|got it|understood|good|nice|well done|bye|goodbye|good night)(?: (?:netra|then|great|thanks))*$/;
const HELP =
  /^(?:help|help me|what (?:can|do) you (?:do|know|answer)|what can i ask(?: you)?|how (?:does this|do you) work|who are you|how are you)$/;

/** What is said to be polite, or to learn what may be asked. */
export function smallTalk(question: string, roles: Role[]): Plan | undefined {
  const text = plainSaid(question);
  const say = (first: string): Plan => ({ kind: 'unknown', text: `${first}${whatIAnswer(roles)}` });
  if (GREETING.test(text)) return say('Hello. ');
  if (THANKS.test(text)) return { kind: 'unknown', text: 'You are welcome.' };
  if (FINE.test(text))
    return { kind: 'unknown', text: 'Good. Ask whenever there is something else.' };
  return HELP.test(text) ? say('') : undefined;
}

/** Vowel signs of Hindi are marks, and stay. */
const plainSaid = (question: string) =>
  (/[\u0900-\u097f]/.test(question) ? question.toLowerCase() : plainText(question))
    .replace(/[.,!?;:।\s]+/g, ' ')
    .trim();
