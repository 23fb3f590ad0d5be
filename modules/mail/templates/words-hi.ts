import type { MailWords, TasksAbout } from './words';

/** The fixed strings in Hindi. */
export const hindi: MailWords = {
  language: 'hi',
  requestedBy: 'अनुरोधकर्ता',
  yourStep: 'आपका चरण',
  youActFor: 'आप इनकी ओर से निर्णय ले रहे हैं',
  due: 'समय-सीमा',
  timeLeft: ({ count, unit, isWorking, isOverdue }) => {
    if (count === 0) return 'अभी';
    const said = `${count} ${isWorking ? 'कार्य ' : ''}${{ day: 'दिन', hour: 'घंटे', minute: 'मिनट' }[unit]}`;
    return isOverdue ? `${said} की देरी` : `${said} में`;
  },
  approve: 'स्वीकृत करें',
  reject: 'अस्वीकार करें',
  openInApp: 'NETRA में खोलें',
  linksWork: (name) =>
    `स्वीकृत और अस्वीकार करने के लिंक 24 घंटे तक, केवल एक बार, ${name} की ओर से काम करते हैं: यह मेल किसी और को न भेजें। खुलने वाले पृष्ठ पर आप पुष्टि करते हैं; उससे पहले कुछ नहीं होता।`,
  linksAsk: (name) =>
    `स्वीकृत और अस्वीकार करने के लिंक 24 घंटे तक, केवल एक बार, ${name} की ओर से काम करते हैं: यह मेल किसी और को न भेजें। खुलने वाला पृष्ठ एक छोटा कोड लिखने को कहता है; उससे पहले कुछ नहीं होता।`,
  linksSignIn: 'ऐसे अनुरोधों पर निर्णय ऐप में लिया जाता है: लिंक वहीं ले जाते हैं।',
  linksGone: 'मेल से निर्णय लेने के लिंक अब मान्य नहीं हैं। कृपया ऐप में निर्णय लें।',
  replyHint:
    'आप इस मेल का उत्तर भी दे सकते हैं: पहली पंक्ति में अंग्रेज़ी में "approve" या "reject because …" लिखें।',
  asks: (requester) => `${requester} को आपकी स्वीकृति चाहिए`,
  asksLead: (name) => `नमस्ते ${name}, आपके निर्णय की आवश्यकता है।`,
  asksSubject: (title, requester) => `स्वीकृति चाहिए: ${title} (${requester})`,
  waits: (title) => `अब भी आपकी प्रतीक्षा में: ${title}`,
  waitsLead: (name, requester) =>
    `नमस्ते ${name}, ${requester} अब भी आपके निर्णय की प्रतीक्षा में हैं। पिछली मेल के लिंक अब काम नहीं करते; कृपया इनका उपयोग करें।`,
  waitsSubject: (title, requester) => `अनुस्मारक: ${title} (${requester})`,
  escalated: (title) => `आपके पास भेजा गया: ${title}`,
  escalatedLead: (name, from) =>
    `नमस्ते ${name}, ${from} ने समय पर निर्णय नहीं लिया, इसलिए अब इस अनुरोध पर निर्णय आपको लेना है।`,
  escalatedSubject: (title, requester) => `आपके पास भेजा गया: ${title} (${requester})`,
  outcomes: {
    approved: outcome('स्वीकृत', 'स्वीकृत हुआ'),
    rejected: outcome('अस्वीकृत', 'अस्वीकृत हुआ'),
    withdrawn: outcome('वापस लिया गया', 'वापस लिया गया'),
    expired: outcome('बंद, क्योंकि समय पर निर्णय नहीं हुआ', 'बंद हुआ, क्योंकि समय पर निर्णय नहीं हुआ'),
    cancelled: outcome('रद्द', 'रद्द हुआ'),
  },
  outcomeLead: (name) => `नमस्ते ${name}, आपके अनुरोध का परिणाम यह है।`,
  reason: 'कारण:',
  comment: 'टिप्पणी:',
  approvedBy: 'स्वीकृत करने वाले',
  rejectedBy: 'अस्वीकार करने वाले',
  onBehalf: (by, of) => `${of} की ओर से ${by}`,
  when: 'कब',
  through: 'माध्यम',
  mailedLink: 'मेल का लिंक',
  theApp: 'ऐप',
  closed: 'अब आपको कुछ नहीं करना है',
  closedLead: (name, requester, reason) =>
    `नमस्ते ${name}, ${requester} का अनुरोध अब आपकी प्रतीक्षा में नहीं है। ${reason}`,
  closedSubject: (title) => `अब आपकी प्रतीक्षा में नहीं: ${title}`,
  wantsInformation: (by) => `${by} को और जानकारी चाहिए`,
  wantsInformationLead: (name, by) => `नमस्ते ${name}, निर्णय से पहले ${by} पूछते हैं:`,
  wantsInformationSubject: (title) => `और जानकारी चाहिए: ${title}`,
  answered: (by) => `${by} ने आपके प्रश्न का उत्तर दिया`,
  answeredLead: (name) => `नमस्ते ${name}, यह उत्तर है; अनुरोध आपके निर्णय की प्रतीक्षा में है।`,
  answeredSubject: (title, requester) => `उत्तर मिला: ${title} (${requester})`,
  sentBack: (by) => `${by} ने आपका अनुरोध लौटाया`,
  sentBackLead: (name, by) => `नमस्ते ${name}, ${by} चाहते हैं कि आप इसे बदलें:`,
  sentBackNext: 'अनुरोध आपकी प्रतीक्षा में है। बदलकर फिर भेजें, या वापस लें।',
  sentBackSubject: (title) => `लौटाया गया: ${title}`,
  commented: (by) => `${by} ने टिप्पणी लिखी`,
  commentedSubject: (by, title) => `${by} की टिप्पणी: ${title}`,
  digest: (count) => `${count} अनुरोध आपके निर्णय की प्रतीक्षा में`,
  digestLead: (name) => `नमस्ते ${name}, आज सुबह ये अनुरोध आपके निर्णय की प्रतीक्षा में हैं।`,
  digestOpen: 'खोलें और निर्णय लें',
  digestRemark: (more) =>
    `${more > 0 ? `${more} और आपके इनबॉक्स में हैं। ` : ''}जिसकी समय-सीमा अगले सार से पहले है, वह तुरंत भेजा जाता है। हर सुबह एक ही मेल आपने अपनी सूचना सेटिंग में चुना है।`,
  digestSubject: (count, first) =>
    count === 1 ? `आपकी प्रतीक्षा में: ${first}` : `${count} अनुरोध आपकी प्रतीक्षा में: ${first} और अन्य`,
  unread: (messages) => `${messages} संदेश आपने नहीं पढ़े`,
  unreadLead: (name) => `नमस्ते ${name}, आपकी अनुपस्थिति में आपको यह लिखा गया।`,
  unreadSubject: (messages, conversations) =>
    conversations > 1 ? `${conversations} बातचीत में ${messages} अपठित संदेश` : `${messages} अपठित संदेश`,
  unreadIn: (conversation, messages, mentions) =>
    `${conversation}: ${messages} संदेश${mentions > 0 ? ', आपका उल्लेख है' : ''}`,
  unreadMore: (messages) => `और ${messages} अन्य`,
  unreadOpen: 'पढ़ें और उत्तर दें',
  unreadRemark:
    'सभी बातचीत के लिए एक ही मेल; जो आपने पढ़ लिया उसके लिए कोई नहीं। यह मेल आए या नहीं, यह आप NETRA में सूचना सेटिंग में चुनते हैं।',
  reportSubject: (title) => `रिपोर्ट: ${title}`,
  reportLead: (name) => `नमस्ते ${name}, यह आपकी रिपोर्ट है, जैसी वह अभी है।`,
  reportRows: (rows, shown) => {
    if (rows === 0) return 'कुछ नहीं मिला।';
    const all = rows === 1 ? 'एक पंक्ति' : `${rows} पंक्तियाँ`;
    return shown < rows ? `${all}, जिनमें से पहली ${shown} दिखाई गई हैं।` : `${all}।`;
  },
  reportTotal: 'कुल',
  reportOpen: 'रिपोर्ट खोलें',
  reportRemark:
    'ये आपकी पंक्तियाँ हैं, उतनी ही जितनी आप देख सकते हैं। यह मेल कितनी बार आए, यह आप NETRA में अपनी रिपोर्टों में चुनते हैं।',
  tasks: (about, count) => `${occasionHi(about)} के लिए ${count} कार्य`,
  tasksLead: (name, { occasion }) =>
    ({
      opened: `नमस्ते ${name}, अब ये कार्य आपके हैं।`,
      reminder: `नमस्ते ${name}, ये कार्य अभी बाकी हैं।`,
      'taken-over': `नमस्ते ${name}, जिनके पास ये कार्य थे वे अब उस भूमिका में नहीं हैं, इसलिए अब ये आपके हैं।`,
    })[occasion],
  tasksSubject: (about, count) =>
    `${about.occasion === 'reminder' ? 'अनुस्मारक: ' : ''}${occasionHi(about)} के लिए ${count} कार्य`,
  task: 'कार्य',
  taskBlocks: 'दूसरे इसकी प्रतीक्षा में हैं',
  taskFrom: 'पहले इनके पास था',
  tasksOpen: 'मेरे कार्य खोलें',
  watch: ({ occasion, projectName }) =>
    ({
      ask: `हाल बताएँ: ${projectName} कैसा चल रहा है?`,
      remind: `अनुस्मारक: ${projectName} कैसा चल रहा है?`,
      tell: `${projectName} का हाल नहीं बताया गया`,
      'rolled-back': `${projectName} वापस लिया गया`,
    })[occasion],
  watchLead: (name, { occasion, managerName }) =>
    ({
      ask: `नमस्ते ${name}, बताइए कि शुभारंभ के बाद परियोजना कैसी चल रही है और क्या वह चालू रहेगी।`,
      remind: `नमस्ते ${name}, शुभारंभ के बाद परियोजना का हाल अभी किसी ने नहीं बताया है।`,
      tell: `नमस्ते ${name}, ${managerName} से पूछा गया और याद दिलाया गया, पर शुभारंभ के बाद का हाल नहीं बताया गया।`,
      'rolled-back': `नमस्ते ${name}, परियोजना अब चालू नहीं है। उसके शुभारंभ में आपका भाग था।`,
    })[occasion],
  watchDay: 'शुभारंभ के बाद का कार्यदिवस',
  watchOpen: 'हाल का पृष्ठ खोलें',
  customer: 'ग्राहक',
  invited: (by) => `${by} ने आपको NETRA पर आमंत्रित किया है`,
  invitedLead: (name) =>
    `नमस्ते ${name}, पासवर्ड चुनिए और काम शुरू कीजिए: आपके और आपसे किए गए अनुरोध अब NETRA में हैं।`,
  invitedRemark:
    'यह लिंक एक बार और 72 घंटे तक काम करता है। यदि आपको इस मेल की अपेक्षा नहीं थी, तो कुछ न करें और HR को बताएँ।',
  invitedSubject: (by) => `${by} ने आपको NETRA पर आमंत्रित किया है`,
  choosePassword: 'पासवर्ड चुनें',
  form: (by) => `${by} आपसे कुछ जानकारी चाहते हैं`,
  formLead: (name, firstDay) =>
    `नमस्ते ${name}, आपका पहला दिन ${firstDay} है। कृपया उससे पहले बताइए कि आप कहाँ रहते हैं, आपात स्थिति में किसे बुलाया जाए और वेतन किस खाते में जाए। आप सहेजकर बाद में लौट सकते हैं।`,
  formBack: (by) => `${by} ने आपका फ़ॉर्म लौटाया है`,
  formBackLead: (name) => `नमस्ते ${name}, आपके फ़ॉर्म में कुछ बदलना है। आपने जो लिखा था वह वहीं है।`,
  formRemark:
    'यह लिंक 14 दिन तक और फ़ॉर्म जमा होने तक काम करता है। यह केवल आपका है: इसे किसी को न दें। यदि आपको इस मेल की अपेक्षा नहीं थी, तो कुछ न करें।',
  formSubject: (isBack) => (isBack ? 'आपका फ़ॉर्म लौट आया है' : 'आपके पहले दिन से पहले'),
  formOpen: 'फ़ॉर्म खोलें',
  reset: 'नया पासवर्ड',
  resetLead: (name) => `नमस्ते ${name}, किसी ने आपके नाम से कहा है कि इस खाते का पासवर्ड याद नहीं है।`,
  resetRemark:
    'यह लिंक एक बार और एक घंटे तक काम करता है, और आपके सभी सत्र समाप्त कर देता है। यदि यह आप नहीं थे, तो कुछ न करें: पासवर्ड वही रहेगा।',
  resetSubject: 'NETRA के लिए नया पासवर्ड',
  askedFrom: 'कहाँ से',
  invoiceSubject: (kind, number) => (kind === 'invoice' ? `बीजक ${number}` : `जमा पत्र ${number}`),
  invoiceLead: (name, kind) =>
    `नमस्ते ${name}, हमारा ${kind === 'invoice' ? 'बीजक' : 'जमा पत्र'} संलग्न है।`,
  invoiceFor: 'किसके नाम',
  invoiceTotal: 'कुल',
  invoiceDue: 'देय तिथि',
  invoiceRemark: 'संलग्न फ़ाइल ही दस्तावेज़ है; यह मेल उसे केवल पहुँचाता है।',
  replyHeading: 'आपके उत्तर से कोई निर्णय नहीं हुआ',
  replySubject: (title) => `दर्ज नहीं हुआ: ${title} के बारे में आपका उत्तर`,
  replyLead: (name) => `नमस्ते ${name}, मेल से दिया आपका उत्तर निर्णय के रूप में दर्ज नहीं हुआ।`,
  replyProblems: {
    unclear:
      'उसकी पहली पंक्ति स्पष्ट नहीं थी। फिर उत्तर दें: पहली पंक्ति में केवल "approve" या "reject because …" लिखें।',
    empty:
      'उद्धृत मेल के ऊपर आपका अपना कोई पाठ नहीं था। पहली पंक्ति में "approve" या "reject because …" लिखें।',
    automatic: 'वह स्वचालित उत्तर लगता है, और ऐसे उत्तर कभी निर्णय नहीं लेते।',
    'no-reason': 'अस्वीकार करने के लिए कारण आवश्यक है। "reject because …" लिखकर कारण बताएँ।',
    'not-by-reply':
      'इस अनुरोध पर मेल के उत्तर से निर्णय नहीं लिया जा सकता। कृपया मेल के लिंक या ऐप का उपयोग करें।',
    'not-vouched': 'यह सिद्ध नहीं हो सका कि उत्तर आपके मेलबॉक्स से आया। कृपया मेल के लिंक या ऐप का उपयोग करें।',
    'not-open': 'अनुरोध अब इस मेल से आपके निर्णय की प्रतीक्षा में नहीं है। उसकी स्थिति ऐप में देखें।',
  },
};

function occasionHi({ isOwn, purpose, personName }: TasksAbout): string {
  const isStart = purpose === 'onboarding';
  if (isOwn) return isStart ? 'आपके आरंभ' : 'आपकी विदाई';
  return `${personName} ${isStart ? 'के आरंभ' : 'की विदाई'}`;
}

function outcome(subject: string, became: string) {
  return {
    heading: `आपका अनुरोध ${became}`,
    subject: (title: string) => `${subject}: ${title}`,
  };
}
