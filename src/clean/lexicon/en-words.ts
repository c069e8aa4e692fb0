/** Word lists of English. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const STOP_WORDS: readonly string[] = list(`
  a about after all also an and any are as at be because been before but by can could did do for from had has have he
  her him his how i if in into is it its just like may me more most my no not now of on one only or other our out over
  she should so some such than that the their them then there these they this those to two up us was we were what when
  where which while who will with would you your
`);

export const REPORTING: readonly string[] = list(`
  said says saying told tells wrote tweeted added adds stated argued argues insisted replied announced
  testified recalled explained warned claimed admitted shouted asked answered
`);

export const MONTHS: readonly string[] = list(`
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec
`);

export const WEEKDAYS: readonly string[] = list(`
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
`);

export const READER: readonly string[] = list("you your you'll you're you've yours us");

/** Words that menus, forms and buttons are made of. */
export const INTERFACE_WORDS: readonly string[] = list(`
  home menu login log register subscribe subscription newsletter newsletters search contact privacy terms sitemap
  advertise advertisement careers faq help rss facebook twitter instagram youtube linkedin pinterest email print share
  tweet copyright rights reserved cookies cookie preferences account sign archive archives comments reply blog podcasts
  photos videos video gallery forum forums jobs classifieds shop store cart download app apps mobile feeds feed widget
  tags categories category previous next follow followers like likes password username profile
`);

export const GLUED_LABELS: readonly string[] = list(`
  comments comment related source sources advertisement share recommended explore updated published tags topics more
  photo image caption credit
`);

export const SECTIONS: readonly string[] = list(`
  world politics business technology tech sport sports opinion culture entertainment health science travel lifestyle
  economy markets money national local international us uk europe asia africa americas news life video middle east
  latest breaking turkiye turkey magazine analysis features education environment climate arts style food
`);

export const CORRECTIONS: readonly string[] = list(`
  correction corrections corrected clarification clarified misstated misspelled misidentified incorrectly erroneously
  mistakenly wrongly inaccurate inaccurately error errors retracted retraction misquoted
`);

/** Agencies as they sign text and pictures. */
export const AGENCIES: readonly string[] = [
  ...["reuters", "thomson reuters", "ap", "the associated press", "associated press", "ap photo", "afp", "afp-jiji"],
  ...[
    "agence france-presse",
    "agence france presse",
    "upi",
    "united press international",
    "bloomberg",
    "menafn",
    "dpa",
  ],
  ...["pa media", "press association", "pa wire", "the canadian press", "canadian press", "aap", "ani", "pti"],
  ...["ians", "xinhua", "tass", "itar-tass", "ria novosti", "interfax", "efe", "ansa", "kyodo", "kyodo news", "yonhap"],
  ...["bernama", "anadolu", "anadolu agency", "wam", "irna", "tasnim", "ukrinform"],
  ...["getty", "getty images", "afp/getty images", "via getty images", "epa", "epa-efe", "shutterstock", "alamy"],
  ...["istock", "istockphoto", "unsplash", "pixabay", "zuma press", "sipa", "usa today sports", "imagn images"],
  ...["ap photo/{name}", "{name}/ap", "{name}/reuters", "{name}/getty images", "{name}/afp", "{name}/afp/getty images"],
  ...[
    "cnn",
    "bbc",
    "npr",
    "cnbc",
    "ndtv",
    "globe newswire",
    "globenewswire",
    "pr newswire",
    "prnewswire",
    "business wire",
  ],
  ...["accesswire", "newsfile", "newsfile corp", "ein presswire", "wire reports", "wire services", "agencies"],
];
