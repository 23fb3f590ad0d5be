import { plainText } from './plain';

/**
 * What nobody gets from the assistant, whoever asks. The words are the same whether or not there is such a thing, so
 * that a refusal tells nothing.
 */
const REFUSALS: [words: RegExp, reason: string][] = [
  [
    /\b(passwords?|passphrase|pass ?code|secrets?|api[ -]?keys?|access tokens?|session (?:token|cookie|id)s?|credentials?|private keys?|connection string|env(?:ironment)? variables?|login tokens?|password hash(?:es)?|otp)\b/,
    'I do not read passwords, keys or tokens of anybody.',
  ],
  [
    /\b(?:as|like) (?:an? |the )?(?:admin|administrator|root|superuser|hr|ceo|owner|somebody else|someone else|another user)\b(?! (?:team|department))|\b(?:pretend|imagine|act|behave|role ?play|simulate)\b.*\b(?:admin|administrator|you are|i am|hr|finance|manager|unrestricted)\b|\b(?:impersonate|sudo|log ?in as|sign in as|switch (?:me )?to (?:user|the account)|on behalf of (?:admin|hr|finance))\b|\bi am (?:now )?(?:the |an )?(?:admin|administrator|ceo|root|superuser)\b|\bwith admin (?:rights|access|privileges)\b|\b(?:grant|give) (?:me|myself) (?:admin|full|more|all|access)\b|\bmake me (?:an? )?admin\b/,
    'I answer with your own rights only. Who has the right to more can ask for it themselves.',
  ],
  [
    /\b(?:ignore|forget|disregard|override|bypass|skip|turn off|disable|drop)\b.*\b(?:rules?|instructions?|prompts?|polic(?:y|ies) (?:above|you)|restrictions?|filters?|permissions?|scope|guard ?rails?|limits? (?:you|on you)|row[- ]level|access controls?|security)\b|\b(?:system|hidden|initial) prompt\b|\byour (?:instructions|rules|prompt)\b|\bdeveloper mode\b|\bjailbreak\b|\byou are now\b/,
    'I keep to my rules, whatever a text says.',
  ],
  [
    /\b(?:select|insert|update|delete|drop|alter|truncate|grant|union)\b[^.?]*\b(?:from|into|table|set|all select|role)\b.*|\brun (?:this |the |an? )?(?:sql|query)\b|\braw sql\b|\bsql\b|\bdump (?:the )?(?:database|table|everything)\b|\b(?:pg_\w+|information_schema)\b/,
    'I run no statements on the database. Ask in words, and I read what you may see.',
  ],
  [
    /\b(?:salar(?:y|ies)|pay ?slips?|wages?|ctc|compensation|remuneration|pay (?:grade|package|scale|check|cheque)|take[- ]home|basic pay|base pay|annual pay|income of)\b|\bhow much (?:does|do|is|did) (?!we\b|i (?:claim|spend|have|take))[\w@ .]+ (?:earn|get paid|make|paid)(?: a| per| each| every| in)? ?(?:month|year|monthly|annually)?\??$|\b(?:what|how much) (?:is|are) [\w .]+ (?:paid|earning)\b|\bwhat (?:does|do|is) (?!customer|client)[\w .']+ (?:get |getting )?paid\??$|\bearns? (?:the )?(?:most|more)\b/,
    'I read nothing about salaries. Your own pay is told by HR.',
  ],
  [
    /\b(?:private|personal|direct|secret|confidential|other people|others?|everyone|everybody) ?'?s? (?:chats?|messages?|conversations?|dms?|rooms?|notes)\b|\b(?:chats?|messages?|conversations?|dms?|talks?) (?:between|of others|that others)\b|\bwhat (?:do|did|does|are|is|have|has) (?!we\b|i\b)[\w.]+(?: [\w.]+)? (?:tell|write|say|saying|text|message|chat|writing|told|said|written) (?:to )?(?!me\b|us\b|about\b|in\b|on\b)[\w.]+(?: [\w.]+)? ?(?:say|write|talk|chat|discuss|told|about)?|\bwhat (?:do|does|did|are|is|have|has|were) [\w.]+(?: [\w.]+)? and [\w.]+(?: [\w.]+)? (?:say|saying|write|writing|written|talk|talking|talked|chat|chatting|chatted|discuss|discussing|discussed|tell|telling|text|texting)\b|\b(?:read|open|show|see|spy on|look into|monitor)\b[^.?]*\b(?:'s|of \w+) (?:chats?|messages?|conversations?|dms?|inbox|mailbox|e?mails?)\b|\b(?!my|our|the|a|any|all|new|unread|latest)\w+'s (?:dms?|chats?|messages|conversations?|inbox|mailbox|e?mails)\b/,
    'I search only conversations that you are in.',
  ],
  [
    /\b(?:bank account|account number|ifsc|iban|aadhaar|aadhar|pan (?:card|number)|passport number|home address|phone number|date of birth|birthday|medical record|diagnosis|health record)s?\b/,
    'I do not read personal details. What of them you may see is on the page of the person.',
  ],
];

const CHANGES =
  /^(?:please |netra |can you |could you |would you )*(?:delete|remove|erase|change|edit|update|rename|reassign|fire|promote|pay|transfer|post|cancel|withdraw|issue|settle|write off|ban|restrict|deactivate|move)\b/;

/** Why a question is not answered, whoever asks it; undefined for one that is. */
export function refusalOf(question: string): string | undefined {
  const text = plainText(question).replace(/\s+/g, ' ');
  const refused = REFUSALS.find(([words]) => words.test(text))?.[1];
  if (refused) return refused;
  return CHANGES.test(text)
    ? 'I only read, and fill in forms for you to send. Open the record itself to change it.'
    : undefined;
}
