/** Phrases and words of questions in Hindi, the longest first, with what the grammar reads for them. */
const HINDI: [hindi: string, english: string][] = [
  ['स्वीकृति के लिए', 'waiting for my approval'],
  ['([\\d,]+) से (?:अधिक|ज़्यादा|ज्यादा)', 'over $1'],
  ['([\\d,]+) से कम', 'under $1'],
  ['(?:आकस्मिक|कैज़ुअल) (?:अवकाश|छुट्टी)', 'casual leave'],
  ['(?:बीमारी|सिक) (?:की |का )?(?:अवकाश|छुट्टी)', 'sick leave'],
  ['अर्जित (?:अवकाश|छुट्टी)', 'earned leave'],
  ['छुट्टी पर', 'on leave'],
  ['छुट्टी ली', 'leave taken'],
  ['(?:कितने|के) दिन मिलते', 'how many day does one get'],
  ['अगला अवकाश', 'next holiday'],
  ['मुझे कौन रिपोर्ट', 'who reports to me'],
  ['रिपोर्टिंग लाइन', 'reporting line'],
  ['बिक्री में कौन काम', 'who works in sales'],
  ['(?:हर|प्रति) परियोजना', 'by project'],
  ['(?:हर|प्रति) विभाग', 'by department'],
  ['कितने लोग', 'how many people'],
  ['विभाग', 'department'],
  ['(?:लोग|लोगों|कर्मचारी)', 'people'],
  ['([^\\s]+) के अनुसार', 'by $1'],
  ['([^\\s]+) के बारे में', 'about $1'],
  ['शुभारंभ', 'go-live'],
  ['वित्त वर्ष', 'fiscal year'],
  ['(?:खर्च|व्यय) (?:के )?दाव[ाेों]+', 'expense claims'],
  ['सबसे कम', 'lowest'],
  ['सबसे (?:बड़े|बड़ा|बड़ी|अधिक|ज़्यादा)', 'largest'],
  ['(?:कौन|कोन)[- ]?स[ाीे]', 'which'],
  ['(?:इस|चालू)', 'this'],
  ['(?:पिछले|पिछली|पिछला|गत)', 'last'],
  ['(?:अगले|अगली|अगला)', 'next'],
  ['(?:वर्ष|साल)', 'year'],
  ['(?:माह|महीने|महीना)', 'month'],
  ['(?:सप्ताह|हफ्ते)', 'week'],
  ['तिमाही', 'quarter'],
  ['आज', 'today'],
  ['(?:मैंने|मैं)', 'i'],
  ['(?:मेरी|मेरा|मेरे)', 'my'],
  ['(?:हमने|हम)', 'we'],
  ['हमारा', 'us'],
  ['टीम', 'team'],
  ['(?:कितना|कितनी|कितने)', 'how much'],
  ['किन', 'which'],
  ['(?:कौन|किसने)', 'who'],
  ['कब', 'when'],
  ['क्या', 'what'],
  ['(?:छुट्टी|छुट्टियाँ|छुट्टियां)', 'leave'],
  ['अवकाश', 'holiday'],
  ['बाहर', 'out'],
  ['(?:शेष|बाकी|बची|बचा|बचे)', 'left'],
  ['लंबित', 'pending'],
  ['(?:स्वीकृत|मंज़ूर)', 'approved'],
  ['अस्वीकृत', 'rejected'],
  ['अनुरोध', 'requests'],
  ['(?:दावे|दावा|दावों)', 'claims'],
  ['(?:खर्च|व्यय)', 'spent'],
  ['श्रेणी', 'category'],
  ['यात्रा', 'travel'],
  ['भोजन', 'meals'],
  ['सीमा', 'limit'],
  ['अग्रिम', 'advances'],
  ['(?:खुले|खुली|खुला)', 'open'],
  ['चालान', 'invoices'],
  ['विलंबित', 'overdue'],
  ['(?:ग्राहकों|ग्राहक)', 'customers'],
  ['बकाया', 'owe'],
  ['बजट', 'budget'],
  ['लाभ', 'profit'],
  ['प्रबंधक', 'manager'],
  ['(?:परियोजनाएँ|परियोजनाओं|परियोजना)', 'projects'],
  ['सक्रिय', 'active'],
  ['मार्जिन', 'margin'],
  ['(?:सौदे|सौदा|सौदों)', 'deals'],
  ['घंटे', 'hours'],
  ['(?:जीता|जीते)', 'won'],
  ['स्वामी', 'owner'],
  ['प्रोत्साहन', 'incentive'],
  ['(?:संदेश|मैसेज)', 'messages'],
  ['(?:खोजो|ढूँढो)', 'find'],
  ['(?:दिखाओ|दिखाएँ|बताओ|बताएँ)', 'show'],
  ['दिन', 'days'],
  ['वेतन', 'salary'],
  ['पासवर्ड', 'password'],
  [
    '(?:की|का|के|को|ने|में|पर|से|है|हैं|हुए|हुआ|हुई|था|थी|थे|किया|की|अब|भी|काम|करता|करते|करती|करो|लिए|रिपोर्ट|ली)',
    ' ',
  ],
];

/** The same in Latin letters, as it is typed; only where a question has two of them. */
const TYPED: [typed: string, english: string][] = [
  ['(?:chutt?i|chhutt?i|chuttiyan) (?:par|pe)', 'on leave'],
  ['(?:chutt?i|chhutt?i|chuttiyan)', 'leave'],
  ['(?:mera|meri|mere)', 'my'],
  ['(?:maine|mene)', 'i'],
  ['(?:kitna|kitni|kitne)', 'how much'],
  ['(?:kaun ?s[aie]|konsa|konsi)', 'which'],
  ['(?:kaun|kon|kisne)', 'who'],
  ['kab', 'when'],
  ['kya', 'what'],
  ['aaj', 'today'],
  ['(?:baa?ki|bacha|bachi|bache)', 'left'],
  ['(?:iss?) (?=mahine|saal|hafte)', 'this '],
  ['(?:pichh?l[aei])', 'last'],
  ['(?:mahine|mahina)', 'month'],
  ['saal', 'year'],
  ['hafte', 'week'],
  ['(?:kharcha|kharch)', 'spent'],
  ['(?:dikhao|batao|bataiye|dikhaiye)', 'show'],
  ['(?:hai|hain|ka|ki|ke|ko|ne|mein|liye|tha|thi|the|hua|hui|kiya|li|liya|ji)', ' '],
];
const IS_TYPED =
  /\b(?:mera|meri|mere|maine|kitn[aie]|kaun|kya|hai|hain|chh?utt?i|aaj|dikhao|batao|kab|baa?ki|kharcha?|pichh?l[aei])\b/gi;

const words = (pairs: [string, string][], [start, end]: [string, string]): [RegExp, string][] =>
  pairs.map(([said, english]) => [new RegExp(`${start}${said}${end}`, 'giu'), english]);
const LETTER = '[\\p{L}\\p{M}]';
const HINDI_WORDS = words(HINDI, [`(?<!${LETTER})`, `(?!${LETTER})`]);
const TYPED_WORDS = words(TYPED, ['\\b', '\\b']);

/** A question in Hindi in the words of the grammar; any other as it is. Word order does not matter to the grammar. */
export function inEnglish(question: string): string {
  if (/[\u0900-\u097f]/.test(question)) return replaced(question, HINDI_WORDS);
  return (question.match(IS_TYPED) ?? []).length >= 2 ? replaced(question, TYPED_WORDS) : question;
}

const replaced = (question: string, by: [RegExp, string][]) =>
  by
    .reduce((so, [said, english]) => so.replace(said, english), question.normalize('NFC'))
    .replace(/\s+/g, ' ')
    .trim();
