import type { Verdict } from '../../domain/approvals/vocabulary';
import type { PageWords } from './words-en';

const DONE: Record<Verdict, string> = { approve: 'स्वीकृत', reject: 'अस्वीकृत' };

/** The pages of a genuine link in Hindi. */
export const hindi: PageWords = {
  verbs: { approve: 'स्वीकृत करें', reject: 'अस्वीकार करें' },
  ask: (verdict) => `क्या यह अनुरोध ${DONE[verdict]} करना है?`,
  asks: (requester) => `${requester} को आपके निर्णय की आवश्यकता है।`,
  youActAs: 'आप यहाँ इस नाम से निर्णय लेते हैं: ',
  notYou: (email, other) =>
    ` (${email})${other ? `, ${other} की ओर से` : ''}। यदि यह आप नहीं हैं, तो कृपया यह पृष्ठ बंद करें।`,
  reason: 'कारण',
  comment: 'टिप्पणी (वैकल्पिक)',
  willRead: (requester) => `आप यहाँ जो लिखेंगे, उसे ${requester} पढ़ेंगे।`,
  typeThis: 'यह पुष्टि करने के लिए कि आपने इसे पढ़ा है, कृपया यह लिखें: ',
  theCode: 'ऊपर के पाँच अक्षर',
  signInTitle: 'निर्णय लेने के लिए कृपया साइन इन करें',
  asksDecisionOf: (requester, approver) => `${requester} को ${approver} का निर्णय चाहिए।`,
  decidedInApp: 'ऐसे अनुरोधों पर निर्णय NETRA में साइन इन करके लिया जाता है। मेल का लिंक निर्णय नहीं लेता।',
  signInAndDecide: 'साइन इन करें और निर्णय लें',
  recordedTitle: (verdict) => `आपने यह अनुरोध ${DONE[verdict]} किया है`,
  recorded: (at, requester, isLater) =>
    `आपका निर्णय ${at} को मेल के लिंक से दर्ज हुआ। ${requester} को ${isLater ? 'इसके प्रभावी होने पर ' : ''}सूचना मिलेगी।`,
  undoneTitle: 'आपका निर्णय वापस ले लिया गया',
  undone:
    'उसका कोई प्रभाव नहीं हुआ। अनुरोध फिर से आपकी प्रतीक्षा में है: नए लिंक वाली मेल आ रही है, और पुरानी मेल के लिंक अब काम नहीं करते।',
  sendFresh: 'मुझे नया लिंक भेजें',
  changedYourMind: 'निर्णय बदलना चाहते हैं? यह इस समय प्रभावी होगा: ',
  untilThen: '। तब तक आप इसे वापस ले सकते हैं।',
  undo: 'पूर्ववत करें',
  request: 'अनुरोध',
  requestedBy: 'अनुरोधकर्ता',
  step: 'चरण',
  due: 'समय-सीमा',
  openInApp: 'NETRA में खोलें',
};
