/** Function words of languages, for telling prose from labels. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Words that stand in sentences of news and seldom in menus, of the languages most pages are written in. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  [
    // English
    ...[
      "a about after all also an and any are as at be because been before but by can could did do for from had has have he",
    ],
    ...[
      "her him his how i if in into is it its just like may more most my no not now of on one only or other our out over",
    ],
    ...[
      "said she should so some such than that the their them then there these they this those to two under up was we were",
    ],
    ...["what when where which while who will with would"],
    // German
    ...[
      "aber als am auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer er es für hat ich im",
    ],
    ...[
      "ist mehr mit nach nicht noch nur oder sei sein sich sie sind über um und vom von vor war wenn werden wie wird zu zum zur",
    ],
    // French
    ...[
      "au aux avec ce ces cette comme dans de deux du elle en entre est et été ils je la le les leur mais ne nous ont où par",
    ],
    ...["pas plus pour qu que qui sa se ses son sont sur un une vous"],
    // Spanish, Portuguese, Italian
    ...[
      "al como con cuando del desde el ella ellos entre era es esta este fue ha han hasta las lo los más me muy o para pero",
    ],
    ...[
      "por porque ser si sin sobre su sus también tiene todo una uno y ya da das do dos e ela ele em foi mais mas na não nas no",
    ],
    ...[
      "nos os ou pela pelo quando são se sem seu sua também um uma che chi da dal dalla degli dei del della delle di gli ha",
    ],
    ...["hanno il io nel nella non più quella questo si sono sua suo tra"],
    // Dutch, Swedish, Danish, Norwegian
    ...[
      "aan bij dat deze een geen het hij ik met naar niet nog ook op te tot uit van voor waar werd wordt zijn av att den det",
    ],
    ...[
      "där efter för från har hon i inte med men när och om på som till var vi är af eller fra han ikke kan når og også skal",
    ],
    // Polish, Czech, Latvian, Turkish
    ...[
      "ale co dla jak jest na nie od po się tak to w we z za že a by i je jako jsou ke ale ar bet ir ka kas lai no par pie un",
    ],
    ...["ve bir bu da de için ile daha çok olarak gibi"],
    // Russian, Ukrainian
    ...[
      "а без бы был было в во для до его ее если же за и из как к когда который мы на не но о об он она они от по при с со так",
    ],
    ...["также то у что чтобы это я і й та що як від"],
    // Arabic, Persian, Hebrew, Hindi, Greek
    ...["أن إلى التي الذي على عن في لا ما مع من هذا هذه و كان قد از این با به در را که و است את של על לא הוא עם כי זה"],
    ...["और का की के को में से है हैं ने पर यह और να και το του της στο με για από που η ο οι"],
  ].flatMap(list),
);

/** Words of buttons, menus and frames; in a short line most of them speak for page furniture. English, as most pages. */
export const INTERFACE_WORDS: ReadonlySet<string> = new Set(
  [
    "home menu login log register subscribe subscription newsletter newsletters search contact privacy terms sitemap advertise",
    "advertisement advertising careers faq help rss facebook twitter instagram youtube linkedin pinterest email e-mail print",
    "share tweet copyright rights reserved cookies cookie preferences account sign archive archives comments comment reply",
    "blog podcasts photos videos video gallery forum jobs classifieds shop store cart download app apps mobile feeds feed",
    "tags categories previous next follow followers like likes password username profile related recommended popular trending",
    "latest more read view click here skip close submit loading continue browse posted published updated filed topics sponsored",
    "permalink bookmark digg reddit stumbleupon whatsapp replies report flag shares views rate rating sponsor promoted",
  ].flatMap(list),
);
