/** Bills of vendors and their payments, in Hindi. */
export const bills = {
  'Bill number': 'बिल संख्या',
  'As the vendor printed it': 'जैसा विक्रेता ने छापा है',
  'Billed on': 'बिल की तारीख',
  'Due on': 'देय तिथि',
  'Of it tax': 'इसमें कर',
  'What of the amount is tax that we claim back': 'राशि का वह भाग जो वापस लिया जाने वाला कर है',
  'The number of the approved order it is for, if there is one':
    'जिस स्वीकृत आदेश के लिए है उसकी संख्या, यदि हो',
  'Its code, if it is for one': 'उसका कोड, यदि किसी परियोजना के लिए है',
  'What it is for': 'किसलिए है',
  'Why it may go over the budget': 'बजट से अधिक क्यों हो सकता है',
  'Only where it does: finance then signs as well': 'केवल अधिक होने पर: तब वित्त भी हस्ताक्षर करता है',
  Bill: 'बिल',
  Method: 'तरीका',
  Description: 'विवरण',
  'Our number of the bill': 'बिल की हमारी संख्या',
  'Only where a part of the bill is paid': 'केवल जब बिल का एक भाग चुकाया जाए',
  'Pay on': 'भुगतान की तारीख',
  'Bank transfer': 'बैंक अंतरण',
  Cheque: 'चेक',
  Note: 'टिप्पणी',
  '{{amount}} in the books: {{rate}} for one {{currency}} on {{date}}, entered by {{name}}':
    'बहीखाते में {{amount}}: {{date}} को एक {{currency}} का {{rate}}, {{name}} ने दर्ज किया',
  'There is no rate of {{currency}} for {{date}} yet.':
    '{{date}} के लिए {{currency}} की दर अभी नहीं है।',
  'The exchange rates': 'विनिमय दरें देखें',
  'Looking up the rate': 'दर खोजी जा रही है',
} as const;
