import { describe, expect, it } from "vitest";
import { LEXICONS } from "../../src/clean/lexicon/all.js";
import { BEGINNING_UNITS, createLanguageDetector, primaryLanguage } from "../../src/text/languages.js";

const detect = createLanguageDetector(new Map(LEXICONS.map(({ language, stopWords }) => [language, stopWords])));

/** Short paragraphs written for these tests, one a language. */
const TEXTS: Readonly<Record<string, string>> = {
  en: "The harbour master closed the northern gate on Tuesday after divers found two long cracks below the waterline, and the boats had to wait outside.",
  de: "Der Hafenmeister schloss das nördliche Tor am Dienstag, nachdem Taucher zwei lange Risse unter der Wasserlinie gefunden hatten, und die Boote mussten draußen warten.",
  fr: "Le capitaine du port a fermé la porte nord mardi après que des plongeurs ont trouvé deux longues fissures sous la ligne de flottaison, et les bateaux ont dû attendre.",
  es: "El capitán del puerto cerró la puerta norte el martes después de que los buzos encontraran dos largas grietas bajo la línea de flotación, y los barcos tuvieron que esperar.",
  pt: "O capitão do porto fechou a porta norte na terça-feira, depois que os mergulhadores encontraram duas longas fendas abaixo da linha de água, e os barcos não puderam entrar.",
  it: "Il comandante del porto ha chiuso la porta nord martedì dopo che i sommozzatori hanno trovato due lunghe crepe sotto la linea di galleggiamento, e le barche non sono entrate.",
  ru: "Начальник порта закрыл северные ворота во вторник после того, как водолазы нашли две длинные трещины под водой, и лодки были вынуждены ждать снаружи.",
  ar: "أغلق مدير الميناء البوابة الشمالية يوم الثلاثاء بعد أن عثر الغواصون على شقين طويلين تحت خط الماء، وكان على القوارب أن تنتظر في الخارج حتى المساء.",
  zh: "潜水员在水线以下发现两条长裂缝后，港务长于星期二关闭了北闸门，渔船只好在外面等到晚上。",
  ja: "潜水士が水面下で二本の長い亀裂を見つけたため、港長は火曜日に北の門を閉めた。漁船は夕方まで外で待った。",
  ko: "잠수부들이 수면 아래에서 긴 균열 두 개를 발견한 뒤 항만장은 화요일에 북쪽 문을 닫았고 어선들은 밖에서 기다렸다.",
  th: "นักดำน้ำพบรอยร้าวยาวสองแห่งใต้แนวน้ำ นายท่าเรือจึงปิดประตูทิศเหนือในวันอังคาร และเรือประมงต้องรออยู่ด้านนอก",
};

describe("the language of a text", () => {
  it.each(Object.entries(TEXTS))("is %s by its script or its stop words", (language, text) => {
    expect(detect(text)).toBe(language);
  });

  it.each(Object.entries(TEXTS))("is the same where the beginning is at hand, for %s", (language, text) => {
    const long = `${text} `.repeat(12);
    for (const each of [text, long]) expect(detect(each, each.slice(0, BEGINNING_UNITS))).toBe(language);
  });

  it("is Chinese in traditional letters too", () => {
    expect(detect("潛水員在水線以下發現兩條長裂縫後，港務長於星期二關閉了北閘門。")).toBe("zh");
  });

  it.each(["", "12:30", "Harbour", "Hafen 2020", "—", "\ud800\u0000", "😀😀😀"])(
    "is und for %j, which says too little",
    (text) => {
      expect(detect(text)).toBe("und");
    },
  );

  it.each([
    [
      "Ukrainian",
      "Начальник порту закрив північні ворота у вівторок після того, як водолази знайшли дві довгі тріщини під водою, і човни були змушені чекати.",
    ],
    [
      "Bulgarian",
      "Началникът на пристанището затвори северната врата във вторник, след като водолази откриха две дълги пукнатини под водата, и лодките чакаха отвън.",
    ],
    [
      "Persian",
      "رئیس بندر روز سه‌شنبه دروازه شمالی را بست زیرا غواصان دو ترک بلند زیر خط آب پیدا کردند و قایق‌ها باید بیرون منتظر می‌ماندند.",
    ],
    [
      "Polish",
      "Kapitan portu zamknął we wtorek północną bramę, gdy nurkowie znaleźli dwa długie pęknięcia pod linią wody, a łodzie musiały czekać na zewnątrz.",
    ],
    [
      "Finnish",
      "Satamakapteeni sulki pohjoisen portin tiistaina, kun sukeltajat löysivät kaksi pitkää halkeamaa vesirajan alta, ja veneet joutuivat odottamaan.",
    ],
  ])("is und for %s, of which no words are known", (_language, text) => {
    expect(detect(text)).toBe("und");
  });

  it("is that of the article where English menus stand before it", () => {
    expect(detect(`Home\nNews\nTwitter\nContact\n${TEXTS.de}\n${TEXTS.de}`)).toBe("de");
    expect(detect(`Homepage Accessibility links Facebook Twitter\n${TEXTS.th}\n${TEXTS.th}`)).toBe("th");
  });

  it("is English where a few foreign words are quoted", () => {
    expect(detect(`${TEXTS.en} The sign read 禁止停车 and “el puerto de la ciudad”. ${TEXTS.en}`)).toBe("en");
  });

  it("does not depend on how accents are encoded", () => {
    expect(detect((TEXTS.fr as string).normalize("NFD"))).toBe("fr");
  });

  it("tells nothing of a long text of no language", () => {
    const long = "zzz ".repeat(12_000_000);
    expect(detect(long)).toBe("und");
  });
});

describe("primaryLanguage", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["pt_BR", "pt"],
    ["ENG", "en"],
    ["zh-Hant-TW", "zh"],
    ["nl", "nl"],
  ])("takes %s for %s", (tag, language) => {
    expect(primaryLanguage(tag)).toBe(language);
  });

  it.each([undefined, "", "auto", "English", "und", "mul", "x", "12"])("takes %j for no language", (tag) => {
    expect(primaryLanguage(tag)).toBeUndefined();
  });
});
