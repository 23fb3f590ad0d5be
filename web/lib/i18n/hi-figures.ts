/** What figures of dashboards are, in Hindi; they come by their names from the domain. */
export const figures = {
  'Leave I have left': 'मेरी शेष छुट्टियाँ',
  'Days I may still ask for, by type.': 'जितने दिन मैं और माँग सकता हूँ, प्रकार के अनुसार।',
  'What became of my requests': 'मेरे अनुरोधों का क्या हुआ',
  'What I sent in the last 12 months, and all that is pending.':
    'जो मैंने पिछले 12 महीनों में भेजा, और जो भी लंबित है।',
  'Owed to me': 'मुझे मिलना शेष',
  'Approved claims as far as they are not paid yet.': 'स्वीकृत दावे, जितने अभी चुकाए नहीं गए।',
  'Tasks that are mine': 'मेरे कार्य',
  'Open tasks of onboardings that are mine.': 'नियुक्ति प्रक्रियाओं के खुले कार्य जो मेरे हैं।',
  'Out today': 'आज अनुपस्थित',
  'Who of my department and my people has approved leave today.':
    'मेरे विभाग और मेरे लोगों में से आज किसकी छुट्टी स्वीकृत है।',
  'Asked of me, by deadline': 'मुझसे माँगे गए, समय-सीमा के अनुसार',
  'Requests I am asked to sign, by their deadline.':
    'जिन अनुरोधों पर मेरी स्वीकृति माँगी गई है, समय-सीमा के अनुसार।',
  'My team’s absences': 'मेरी टीम की अनुपस्थिति',
  'Approved leave of my people in the next 30 days; one that spans weeks counts in each.':
    'अगले 30 दिनों में मेरे लोगों की स्वीकृत छुट्टी; जो कई सप्ताह चले वह हर सप्ताह में गिनी जाती है।',
  'My team’s spend': 'मेरी टीम का खर्च',
  'Approved claims of my people by the day they spent it, the last 12 months.':
    'मेरे लोगों के स्वीकृत दावे, खर्च के दिन के अनुसार, पिछले 12 महीने।',
  'How fast I decide': 'मैं कितनी जल्दी निर्णय लेता हूँ',
  'Median from the moment I was asked to my decision, the last 12 weeks.':
    'माँगे जाने से मेरे निर्णय तक का मध्यमान, पिछले 12 सप्ताह।',
  'Head count by department': 'विभाग के अनुसार लोगों की संख्या',
  'Everybody who is active today.': 'आज जो भी सक्रिय हैं।',
  'Head count by month': 'महीने के अनुसार लोगों की संख्या',
  'At each month’s end, the last 12 months. Who is inactive without a last day is left out, as nobody knows when they left.':
    'हर महीने के अंत में, पिछले 12 महीने। जो बिना अंतिम दिन के निष्क्रिय हैं वे नहीं गिने जाते, क्योंकि कोई नहीं जानता कि वे कब गए।',
  'Joiners and leavers': 'आने और जाने वाले',
  'By joining day and last day, the last 12 months.':
    'जुड़ने के दिन और अंतिम दिन के अनुसार, पिछले 12 महीने।',
  'Leave liability': 'छुट्टी की देनदारी',
  'Days granted and not taken yet, of everybody who is active.':
    'सभी सक्रिय लोगों के दिए गए और अभी न लिए गए दिन।',
  'Onboarding tasks overdue': 'नियुक्ति के विलंबित कार्य',
  'Open tasks of running onboardings whose day has passed, by who is to do them.':
    'चल रही नियुक्तियों के खुले कार्य जिनका दिन बीत चुका है, करने वाले के अनुसार।',
  'Absences by week': 'सप्ताह के अनुसार अनुपस्थिति',
  'Approved leave, 12 weeks back and 4 ahead; one that spans weeks counts in each.':
    'स्वीकृत छुट्टी, 12 सप्ताह पीछे और 4 आगे; जो कई सप्ताह चले वह हर सप्ताह में गिनी जाती है।',
  'Approved and not paid': 'स्वीकृत पर चुकाए नहीं गए',
  'What approved claims are still owed, by the days since they were approved.':
    'स्वीकृत दावों का जो चुकाना शेष है, स्वीकृति से बीते दिनों के अनुसार।',
  'Spend by category and month': 'श्रेणी और महीने के अनुसार खर्च',
  'Approved claims by the day it was spent, the last 12 months.':
    'स्वीकृत दावे, खर्च के दिन के अनुसार, पिछले 12 महीने।',
  'Spend by department': 'विभाग के अनुसार खर्च',
  'Approved claims by where people are today, the last 12 months.':
    'स्वीकृत दावे, लोगों के आज के विभाग के अनुसार, पिछले 12 महीने।',
  'Advances open': 'खुले अग्रिम',
  'What of advances is neither used by claims nor returned, by the days since it was paid.':
    'अग्रिम का जो भाग न दावों में लगा न लौटाया गया, भुगतान से बीते दिनों के अनुसार।',
  'Approvals by kind': 'प्रकार के अनुसार स्वीकृतियाँ',
  'Sent in the last 90 days, and all that is pending.': 'पिछले 90 दिनों में भेजे गए, और जो भी लंबित है।',
  'Approvals by day': 'दिन के अनुसार स्वीकृतियाँ',
  'Sent in the last 30 days, by what became of them.': 'पिछले 30 दिनों में भेजे गए, परिणाम के अनुसार।',
  'Deadlines breached': 'चूकी हुई समय-सीमाएँ',
  'Steps that are open beyond the day they were due, by kind.':
    'जो चरण समय-सीमा के बाद भी खुले हैं, प्रकार के अनुसार।',
  'Mails in trouble': 'अटके हुए मेल',
  'Mails that failed or are tried again, by what they are.':
    'जो मेल नहीं गए या फिर से भेजे जा रहे हैं, प्रकार के अनुसार।',
  balances: 'शेष',
  requests: 'अनुरोध',
  claims: 'दावे',
  tasks: 'कार्य',
  people: 'लोग',
  absences: 'अनुपस्थितियाँ',
  'lines of claims': 'दावों की पंक्तियाँ',
  decisions: 'निर्णय',
  advances: 'अग्रिम',
  steps: 'चरण',
  mails: 'मेल',
} as const;

/** What dashboards say around their figures, in Hindi. */
export const dashboards = {
  Me: 'मैं',
  'My team': 'मेरी टीम',
  Money: 'पैसा',
  System: 'प्रणाली',
  Age: 'अवधि',
  Day: 'दिन',
  Deadline: 'समय-सीमा',
  Event: 'घटना',
  State: 'दशा',
  Month: 'महीना',
  'To be done by': 'किसे करना है',
  Payment: 'भुगतान',
  Outcome: 'परिणाम',
  'Week of': 'सप्ताह',
  '{{low}} days and more': '{{low}} दिन और अधिक',
  '{{low}}–{{high}} days': '{{low}}–{{high}} दिन',
  Joined: 'आए',
  Left: 'गए',
  'Number of {{noun}}': '{{noun}} की संख्या',
  Sum: 'योग',
  Median: 'मध्यमान',
  '{{title}}: {{value}}, all {{noun}}': '{{title}}: {{value}}, सभी {{noun}}',
  'Table of {{title}}': '{{title}} की तालिका',
  'Show as table': 'तालिका के रूप में दिखाएँ',
  'Nothing to show: no {{noun}}.': 'दिखाने को कुछ नहीं: कोई {{noun}} नहीं।',
  '{{title}}: {{number}} bars; the table has the figures':
    '{{title}}: {{number}} स्तंभ; आँकड़े तालिका में हैं',
  '{{title}} in {{currency}}: {{number}} bars; the table has the figures':
    '{{title}}, {{currency}} में: {{number}} स्तंभ; आँकड़े तालिका में हैं',
  Dashboards: 'डैशबोर्ड',
  'Parts of NETRA': 'NETRA के भाग',
  'Stuck workflows': 'रुके हुए वर्कफ़्लो',
  'No workflow, message or mail is stuck.': 'कोई वर्कफ़्लो, संदेश या मेल रुका नहीं है।',
  '{{number}} stuck.': '{{number}} रुके हुए।',
  'What is stuck': 'क्या रुका हुआ है',
  '{{number}} days': '{{number}} दिन',
  '{{number}} h': '{{number}} घंटे',
  '{{number}} min': '{{number}} मिनट',
} as const;
