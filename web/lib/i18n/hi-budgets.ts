/** Budgets, in Hindi. */
export const budgets = {
  Budgets: 'बजट',
  Budget: 'बजट',
  Spent: 'खर्च हुआ',
  Promised: 'वचनबद्ध',
  'Left to spend': 'खर्च के लिए शेष',
  'Beyond it': 'इससे ऊपर',
  'Budgets gone beyond': 'जितने बजट पार हुए',
  'The year': 'वर्ष',
  'Budgets by month': 'महीने के अनुसार बजट',
  'Budgets of {{month}}': '{{month}} के बजट',
  'The month before': 'पिछला महीना',
  'The month after': 'अगला महीना',
  'What was spent without one': 'जो बिना बजट खर्च हुआ',
  'Orders that are not billed, and bills and claims that are not approved, are promised.':
    'जिन आदेशों का बिल नहीं आया, और जो बिल और दावे स्वीकृत नहीं हुए, वे वचनबद्ध हैं।',
  'No budgets in {{month}}': '{{month}} में कोई बजट नहीं',
  'Set a budget': 'बजट तय करें',
  'Take away': 'हटा लें',
  'Take away the budget of {{department}} for {{account}}':
    '{{department}} का {{account}} का बजट हटा लें',
  'Nothing is promised': 'कुछ भी वचनबद्ध नहीं',
  'Promised of a budget': 'बजट में से वचनबद्ध',
  'What it is': 'क्या है',
  'Why it may go over the budget': 'यह बजट से ऊपर क्यों जा सकता है',
  'Only where it does: finance then signs as well': 'केवल जहाँ ऐसा हो: तब वित्त भी स्वीकृति देता है',
} as const;
