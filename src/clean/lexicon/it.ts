import type { Lexicon, LexiconRule } from "./rule.js";
import { wordList } from "./word-list.js";

const LINKS: readonly LexiconRule[] = [
  {
    id: "it/link_list/most-read",
    class: "link_list",
    match: "line",
    role: "header",
    strength: "certain",
    texts: [
      "[(i|le|gli|articoli|notizie)] [articoli] più (letti|lette|visti|viste|commentati|commentate|condivisi|popolari|recenti|cliccati|letti di oggi) [(oggi|della settimana|di {name}|su {name})]",
      "(ultime notizie|ultim'ora|le ultime notizie|ultimi articoli|articoli recenti|in primo piano|primo piano|in evidenza|di tendenza|consigliati|consigliati per te|raccomandati per te|scelti per te|i nostri consigli|da non perdere|da leggere|scelti dalla redazione|notizie del giorno|altre notizie|dalla home|dallo stesso autore|ora in homepage)",
    ],
    examples: ["I più letti", "Ultime notizie", "Da non perdere", "Articoli più letti", "In evidenza"],
    counterExamples: [
      "Il libro più letto dell'anno",
      "Ultime notizie dal fronte sono arrivate ieri",
      "In evidenza c'è un graffio",
    ],
  },
  {
    id: "it/link_list/related-heading",
    class: "link_list",
    match: "line",
    role: "header",
    strength: "certain",
    texts: [
      "(leggi|leggere|guarda|ascolta|vedi|scopri) (anche|altro|altri articoli|di più|pure|tutto)",
      "(potrebbe|potrebbero|ti potrebbe|potrebbe anche) [anche] (interessarti|interessare|interessarvi|piacerti) [anche]",
      "(articoli|notizie|contenuti|temi|argomenti|approfondimenti|video|link) (correlati|correlate|simili|consigliati|collegati|sponsorizzati|correlato)",
      "(correlati|sullo stesso argomento|sullo stesso tema|per approfondire|approfondimenti|altri articoli|altri articoli di {name}|altro su {name}|altro su questo tema|leggi gli altri articoli|articolo precedente|articolo successivo|prossimo articolo|contenuto sponsorizzato|i commenti dei lettori|dossier)",
    ],
    examples: [
      "Leggi anche",
      "Ti potrebbe interessare",
      "Articoli correlati",
      "Potrebbe interessarti anche",
      "Per approfondire",
    ],
    counterExamples: ["Leggi anche le note in piccolo", "Guarda altro mare", "Potrebbe interessarti la mia barca"],
  },
  {
    id: "it/link_list/weak-heading",
    class: "link_list",
    match: "line",
    role: "weak-header",
    strength: "hint",
    texts: [
      "(argomenti|sezioni|servizi|link|link utili|blog|video|foto|gallery|fotogallery|speciali|archivio|categorie|seguici|newsletter|canali|social|multimedia|opinioni|rubriche|tag|network|i nostri siti|pubblicità|annunci|temi|regioni|edizioni)",
    ],
    examples: ["Argomenti", "Rubriche", "Link utili"],
    counterExamples: ["Argomenti di discussione", "Foto rubate"],
  },
  {
    id: "it/related_link/label",
    class: "related_link",
    match: "label",
    strength: "strong",
    maxWords: 40,
    texts: [
      "(leggi|guarda|ascolta|vedi|scopri) (anche|altro|qui|di più)",
      "(leggi|guarda|approfondisci|approfondimento|video|foto|fotogallery|gallery|le immagini|infografica|podcast|la diretta|diretta|lo speciale|speciale|per approfondire|potrebbe interessarti|la scheda|il video|le foto)",
    ],
    examples: ["Leggi anche: il porto chiude i cancelli", "VIDEO: la piena in città", "Guarda anche | Dieci ponti"],
    counterExamples: ["Leggi anche le note in piccolo", "Video inedito del ponte"],
  },
  {
    id: "it/related_link/continue",
    class: "related_link",
    match: "line",
    strength: "certain",
    texts: [
      "(leggi tutto|leggi di più|leggi l'articolo|leggi l'articolo completo|continua a leggere|continua|mostra altro|mostra di più|vedi tutti|vedi tutte|guarda tutti|carica altri|scopri di più|clicca qui|torna su|torna alla home|torna all'inizio|vai al video|guarda il video|guarda la gallery|ingrandisci|approfondisci|tutti gli articoli) [(»|qui|su {name})]",
      "clicca qui per {..10}",
      "continua a leggere (dopo|sotto) [la] [pubblicità]",
    ],
    examples: ["Leggi tutto", "Continua a leggere »", "Clicca qui per leggere la notizia", "Vedi tutti"],
    counterExamples: ["Continua la ricerca nel fiume", "Clicca, disse, e la porta si aprì"],
  },
];

const PROMOTION: readonly LexiconRule[] = [
  {
    id: "it/newsletter/line",
    class: "newsletter",
    match: "line",
    strength: "certain",
    texts: [
      "[(iscriviti|iscrivetevi|abbonati|ricevi|registrati|iscrizione)] [(alla|alle|la)] [(nostra|nostre)] (newsletter) [(gratuita|quotidiana|settimanale|di {name}|del {name}|gratis)]",
      "(la tua e-mail|la tua email|il tuo indirizzo email|il tuo indirizzo e-mail|inserisci la tua email|indirizzo email|iscriviti|iscriviti ora|registrati|registrati gratis|grazie per esserti iscritto|grazie per l'iscrizione|attiva le notifiche|resta aggiornato|resta sempre aggiornato)",
    ],
    examples: ["Iscriviti alla newsletter", "Iscriviti alla nostra newsletter", "La tua email", "Resta aggiornato"],
    counterExamples: ["La newsletter della parrocchia esce il lunedì", "Iscriviti o rinuncia, disse"],
  },
  {
    id: "it/newsletter/phrase",
    class: "newsletter",
    match: "phrase",
    strength: "strong",
    maxWords: 60,
    texts: [
      "(iscriviti|iscrivetevi|registrati|abbonati) {..6} (newsletter|canale whatsapp|canale telegram)",
      "(ricevi|ricevere|riceverai) {..10} (nella tua casella|via e-mail|via email|nella tua email|per e-mail|sulla tua mail|nella tua casella di posta)",
      "(puoi|potrai) (cancellarti|disiscriverti|annullare l'iscrizione) {..6}",
    ],
    examples: [
      "Ricevi ogni mattina le notizie più importanti nella tua casella di posta.",
      "Puoi cancellarti in qualsiasi momento.",
    ],
    counterExamples: ["«Iscriviti alla nostra newsletter», ha detto il candidato.", "La lettera arrivò via email"],
  },
  {
    id: "it/paywall/line",
    class: "paywall",
    match: "line",
    strength: "certain",
    texts: [
      "(abbonati|abbonati ora|abbonati subito|abbonamenti|abbonamento|sei già abbonato|già abbonato|accedi|accedi o registrati|login|effettua il login|solo per abbonati|riservato agli abbonati|contenuto per abbonati|contenuto riservato agli abbonati|articolo riservato agli abbonati|scopri le offerte|prova gratis|sfoglia il giornale|edicola digitale|edizione digitale|sostienici|sostieni il giornalismo|crea un account|area abbonati|leggi il giornale) [(accedi|accedi qui|a {..6}|da {..6}|per continuare a leggere|per leggere tutto)]",
      "(questo articolo|questo contenuto|il contenuto) è (riservato|disponibile solo|esclusivo) (agli|per gli|per) (abbonati|utenti registrati)",
    ],
    examples: ["Sei già abbonato? Accedi", "Questo articolo è riservato agli abbonati", "Abbonati ora"],
    counterExamples: ["Abbonamenti del bus più cari", "Questo articolo è del codice penale"],
  },
  {
    id: "it/paywall/phrase",
    class: "paywall",
    match: "phrase",
    strength: "strong",
    maxWords: 50,
    texts: [
      "(abbonati|registrati|accedi) {..3} (per|e) {..3} (continuare a leggere|leggere|accedere|continua a leggere|leggi)",
      "per (continuare a leggere|leggere questo articolo) {..4} (abbonati|registrati|accedi|iscriviti)",
      "(accesso|accedi) (illimitato|senza limiti|a tutti i contenuti) {..4}",
    ],
    examples: ["Abbonati per continuare a leggere", "Per continuare a leggere registrati gratis"],
    counterExamples: ["L'accesso a tutti i moli è chiuso", "«Registrati per leggere», disse."],
  },
  {
    id: "it/app_promo/line",
    class: "app_promo",
    match: "line",
    strength: "certain",
    texts: [
      "(scarica|installa|scaricate) (l'app|la nostra app|gratis l'app|la app|l'applicazione) [{..6}]",
      "(app|le nostre app|disponibile su google play|scarica da app store|scarica su app store)",
    ],
    examples: ["Scarica l'app", "Disponibile su Google Play"],
    counterExamples: ["Scarica di fulmini sul porto", "L'app è lenta"],
  },
  {
    id: "it/cta/follow",
    class: "cta",
    match: "line",
    strength: "certain",
    texts: [
      "(seguici|segui|segui {name}|segui la nostra pagina|segui il nostro canale|iscriviti al nostro canale|unisciti a noi|metti mi piace|diventa fan) [(anche|ora)] [(su|sul|di|sulla)] [(facebook|twitter|instagram|youtube|whatsapp|telegram|tiktok|google news|google discover|x|nostra pagina|nostri social)] [{..5}]",
      "(condividi|condividi l'articolo|condividi questo articolo|condividi la notizia|condividi su|invia ad un amico|invia a un amico|stampa articolo|commenta la notizia|di' la tua|partecipa alla discussione|vota)",
    ],
    examples: ["Seguici su Facebook", "Condividi questo articolo", "Segui Esempio su Instagram"],
    counterExamples: [
      "Segui il fiume fino al ponte, disse la guida, e nessuno lo fece",
      "Vota il consiglio",
      "Condividi il pane",
    ],
  },
  {
    id: "it/feedback_prompt/line",
    class: "feedback_prompt",
    match: "line",
    strength: "certain",
    texts: [
      "(la tua opinione|dicci la tua|cosa ne pensi|che ne pensi|segnala un errore|segnala errore|hai trovato un errore|scrivi alla redazione|scrivici|invia una segnalazione|sondaggio|ti è piaciuto questo articolo|è stato utile questo articolo|segnalazioni|lettere al direttore)",
      "hai {..3} (trovato un errore|una segnalazione|una notizia|foto da inviarci|qualcosa da segnalare) {..12}",
    ],
    examples: ["Segnala un errore", "Cosa ne pensi?", "Hai trovato un errore? Scrivici"],
    counterExamples: ["Sondaggio premia il sindaco", "Hai una bella barca"],
  },
];

const WIDGETS: readonly LexiconRule[] = [
  {
    id: "it/comments_widget/marker",
    class: "comments_widget",
    match: "line",
    role: "marker",
    strength: "certain",
    texts: [
      "[({number}|nessun|i|i tuoi|leggi i|vedi i|tutti i|mostra i|ultimi)] (commento|commenti) [{number}] [(chiusi|dei lettori|recenti)]",
      "(commenta|commenta per primo|lascia un commento|scrivi un commento|aggiungi un commento|inserisci un commento|pubblica commento|invia commento|partecipa alla discussione|carica altri commenti|annulla risposta|norme per i commenti)",
      "(accedi|effettua il login|devi essere connesso|registrati) {..3} per (commentare|inviare un commento|lasciare un commento)",
      "i commenti sono (chiusi|disabilitati) [{..4}]",
      "il tuo indirizzo email non sarà pubblicato [{..8}]",
    ],
    examples: ["Commenti", "12 commenti", "Lascia un commento", "I commenti sono chiusi."],
    counterExamples: ["I commenti del ministro irritano", "Commenta la partita in tv"],
  },
  {
    id: "it/comments_widget/reply",
    class: "comments_widget",
    match: "line",
    role: "comment",
    strength: "strong",
    texts: [
      "(rispondi|segnala|segnala abuso|segnala commento|mi piace|non mi piace|cita|vedi risposte)",
      "{number} (minuti|minuto|ore|ora|giorni|giorno|settimane|mesi|anni) fa [(rispondi|segnala)]",
    ],
    examples: ["Rispondi", "Segnala abuso", "3 ore fa"],
    counterExamples: ["Rispondi al re", "3 ore fa crollò il muro"],
  },
  {
    id: "it/read_time/minutes",
    class: "read_time",
    match: "line",
    strength: "certain",
    texts: [
      "(tempo di lettura|lettura|tempo medio di lettura) [:] [(circa|meno di)] {number} (min|minuti|minuto)",
      "{number} (min|minuti|minuto) di lettura",
      "ascolta (l'articolo|questo articolo) [{..4}]",
    ],
    examples: ["Tempo di lettura: 4 min", "3 minuti di lettura"],
    counterExamples: ["Lettura di poesie alle 4", "Dopo 4 minuti il gol"],
  },
  {
    id: "it/counter/counts",
    class: "counter",
    match: "line",
    strength: "certain",
    maxWords: 8,
    texts: [
      "{number} (condivisioni|visualizzazioni|letture|foto|immagini|voti|follower|mi piace)",
      "(foto|immagine|pagina) {number} (di|/) {number}",
    ],
    examples: ["12 condivisioni", "Foto 1 di 8"],
    counterExamples: ["12 foto furono rubate", "Pagina 1 della storia"],
  },
  {
    id: "it/share_bar/buttons",
    class: "share_bar",
    match: "line",
    strength: "certain",
    maxWords: 14,
    texts: [
      "(condividi|condivisioni|stampa|invia|salva|twitta|copia link|copia il link|link copiato|invia per email|invia per e-mail|dimensione testo|salva articolo|riduci|ascolta) [(facebook|twitter|whatsapp|e-mail|email|telegram|linkedin|stampa|invia)] [(facebook|twitter|whatsapp|e-mail|email|telegram|linkedin|stampa)]",
      "(condividi|condividere|twitta|invia|segui) (su|via|tramite) (facebook|twitter|whatsapp|linkedin|telegram|email|e-mail|x)",
    ],
    examples: ["Condividi", "Stampa", "Condividi su Facebook"],
    counterExamples: ["Stampa estera critica", "Condividi il pane"],
  },
  {
    id: "it/ad_label/line",
    class: "ad_label",
    match: "line",
    strength: "certain",
    maxWords: 10,
    texts: [
      "(pubblicità|annuncio pubblicitario|messaggio pubblicitario|annunci|advertising|sponsorizzato|sponsorizzato da {..3}|contenuto sponsorizzato|pubbliredazionale|informazione pubblicitaria|contenuto promozionale|in collaborazione con {..3}|annunci ppn|annunci google|chiudi pubblicità|continua dopo la pubblicità)",
      "pubblicità [-] (pubblicità|continua a leggere|continua)",
      "l'articolo (continua|prosegue) {..4}",
    ],
    examples: ["Pubblicità", "Pubblicità - Continua a leggere", "Pubbliredazionale"],
    counterExamples: ["Pubblicità ingannevole, dieci multe", "La pubblicità costa"],
  },
  {
    id: "it/ui_label/state",
    class: "ui_label",
    match: "line",
    strength: "certain",
    maxWords: 24,
    texts: [
      "(per favore|per {..6}|devi|è necessario) [{..2}] (attiva|attivare|abilita|abilitare|accettare) [{..2}] (javascript|cookie|i cookie|flash) {..8}",
      "(caricamento|caricamento in corso|attendere|attendere prego|chiudi|menu|apri menu|chiudi menu|cerca|ricerca|vai al contenuto|vai al contenuto principale|salta al contenuto|successivo|precedente|avanti|indietro|pagina successiva|pagina precedente|schermo intero|password|password dimenticata|hai dimenticato la password|nome utente|il mio account|il mio profilo|esci|impostazioni|accetta|annulla|mostra meno|pagina {number}|si è verificato un errore)",
    ],
    examples: [
      "Per vedere il video devi abilitare JavaScript nel browser.",
      "Password dimenticata?",
      "Caricamento in corso...",
    ],
    counterExamples: ["Cerca il figlio da un anno", "Avanti il prossimo, gridò"],
  },
  {
    id: "it/navigation/sections",
    class: "navigation",
    match: "line",
    strength: "likely",
    texts: [
      "(politica|economia|società|cultura|sport|esteri|mondo|italia|cronaca|cronache|interni|spettacoli|scienze|scienza|tecnologia|salute|motori|viaggi|ambiente|scuola|giustizia|opinioni|editoriali|calcio|serie a|formula 1|motogp|tennis|basket|cinema|musica|libri|moda|cucina|oroscopo|meteo|lotto|giochi|cruciverba|tv|programmi tv|borsa|finanza|lavoro e impresa|immobiliare|regioni)",
    ],
    examples: ["Cronaca", "Esteri"],
    counterExamples: ["Politica estera divisa", "Lavoro nero in porto"],
  },
  {
    id: "it/navigation/footer",
    class: "navigation",
    match: "line",
    strength: "certain",
    maxWords: 12,
    texts: [
      "(privacy|privacy policy|informativa privacy|informativa sulla privacy|cookie policy|informativa cookie|gestisci cookie|preferenze cookie|impostazioni cookie|note legali|termini e condizioni|termini di servizio|condizioni d'uso|condizioni generali|disclaimer|chi siamo|redazione|la redazione|gerenza|contatti|contattaci|scrivici|lavora con noi|lavoro|pubblicità su {name}|per la pubblicità|concessionaria pubblicità|mappa del sito|accessibilità|dichiarazione di accessibilità|faq|aiuto|assistenza|home|homepage|rss|feed rss|necrologie|annunci immobiliari|case|diritti riservati|tutti i diritti riservati|codice etico|canale whistleblowing)",
      "(home|homepage) (»|/|{bar}) {..8}",
      "(sei|ti trovi) (qui|in) [:] {..8}",
      "(p iva|partita iva|p i) {..12}",
    ],
    examples: ["Note legali", "Chi siamo", "Home » Cronaca", "Contatti", "P.IVA 00000000000"],
    counterExamples: ["Politica estera divisa", "Roma brucia", "Lavoro nero in porto"],
  },
];

const LEGAL: readonly LexiconRule[] = [
  {
    id: "it/copyright/rights",
    class: "copyright",
    match: "phrase",
    strength: "strong",
    maxWords: 60,
    texts: [
      "(tutti i diritti|diritti) (riservati|sono riservati)",
      "riproduzione (riservata|vietata|anche parziale vietata)",
      "(è vietata|vietata) {..4} riproduzione {..6}",
      "copyright {..2} {year}",
    ],
    examples: [
      "© RIPRODUZIONE RISERVATA",
      "© 2020 Esempio Editore. Tutti i diritti riservati.",
      "È vietata la riproduzione anche parziale.",
    ],
    counterExamples: ["Tutti i diritti umani", "È vietata la pesca"],
  },
  {
    id: "it/legal_disclaimer/phrase",
    class: "legal_disclaimer",
    match: "phrase",
    strength: "strong",
    maxWords: 80,
    texts: [
      "le opinioni (espresse|contenute) {..10} (sono dell'autore|non rispecchiano|non riflettono|sono quelle|non rappresentano|appartengono)",
      "(questo articolo|questo testo|questa notizia) è (stato|stata) (tradotto|generato|tradotta|generata|realizzato|redatto) {..4} (automaticamente|intelligenza artificiale|con l'ausilio)",
      "(questo blog|questo sito) non rappresenta una testata giornalistica {..4}",
      "non (costituisce|costituiscono) {..4} (consulenza|consiglio|sollecitazione|raccomandazione) {..4}",
    ],
    examples: [
      "Le opinioni espresse in questo testo non riflettono quelle del giornale.",
      "Questo sito non rappresenta una testata giornalistica.",
      "Il testo non costituisce consulenza finanziaria.",
    ],
    counterExamples: ["Le opinioni espresse in aula hanno indignato il sindaco", "Il muro non costituisce pericolo"],
  },
  {
    id: "it/cookie_notice/phrase",
    class: "cookie_notice",
    match: "phrase",
    strength: "strong",
    maxWords: 120,
    texts: [
      "(utilizza|utilizziamo|usa|usiamo|utilizzano) {..3} cookie",
      "(accetta|rifiuta) [tutti] [i] cookie",
      "(uso|utilizzo) dei cookie",
      "(accetta e continua|continua senza accettare)",
    ],
    examples: ["Questo sito utilizza cookie.", "Accetta tutti i cookie", "Continua senza accettare"],
    counterExamples: ["La nonna sforna biscotti e cookie", "Accetta la sconfitta"],
  },
];

const METADATA: readonly LexiconRule[] = [
  {
    id: "it/source_credit/label",
    class: "source_credit",
    match: "label",
    strength: "strong",
    maxWords: 14,
    lifts: "source",
    texts: ["(fonte|fonti|fonte originale|fonte articolo)"],
    examples: ["Fonte: Agenzia Esempio"],
    counterExamples: ["Fonte di gioia", "Fonti del fiume"],
  },
  {
    id: "it/photo_credit/line",
    class: "photo_credit",
    match: "line",
    strength: "certain",
    maxWords: 12,
    lifts: "agency",
    texts: [
      "(foto|immagine|immagini|fotografia|credit|credits|crediti|foto di|video|foto d'archivio) [:] [©] {agency}",
      "(foto|fotografia|immagine|credit|credits|crediti) : [©] {name} [/] [{name}]",
      "(foto d'archivio|immagine d'archivio|immagine di repertorio|foto di repertorio|repertorio|archivio)",
      "{open} (foto|ansa|archivio|repertorio|foto di {name}) {close}",
    ],
    examples: ["Foto: Ansa", "Credits: Giovanna Esempio", "Immagine di repertorio", "(foto d'archivio)"],
    counterExamples: ["Foto di gruppo al porto", "Immagine di un re"],
  },
  {
    id: "it/image_caption/credit-suffix",
    class: "image_caption",
    match: "suffix",
    strength: "strong",
    maxWords: 60,
    texts: [
      "(foto|immagine|fotografia|credit) : {name}",
      "{open} (foto|archivio|foto d'archivio|ansa|repertorio|credit) [: {..4}] {close}",
      "{open} foto [di] {name} {close}",
      "- {agency}",
    ],
    examples: [
      "I pescatori al porto. Foto: Giovanna Esempio",
      "La diga a maggio (foto d'archivio)",
      "Il sindaco in ufficio - Ansa",
    ],
    counterExamples: ["Mostrò una foto di Giovanna Esempio", "Lavora per l'Ansa"],
  },
  {
    id: "it/publication_date/line",
    class: "publication_date",
    match: "line",
    strength: "strong",
    maxWords: 20,
    lifts: "date",
    texts: [
      "[(pubblicato|pubblicata|aggiornato|pubblicato il|aggiornato il|ultimo aggiornamento|ultima modifica|data|modificato|creato|postato il|di {name})] [:] [il] {date} [(alle|ore|alle ore|-|/|{bar}|·|,)] [(ore|alle)] [{time}] [(-|/|{bar}|·|{open})] [(aggiornato|ultimo aggiornamento|modifica|aggiornato il)] [:] [il] [{date}] [(alle|-|ore)] [{time}]",
    ],
    examples: [
      "17 novembre 2023",
      "Pubblicato il 17/11/2023 alle 14:05",
      "Ultimo aggiornamento: 3 maggio 2020, ore 10:21",
    ],
    counterExamples: ["Il 17 novembre 2023 nevicava", "Data storica"],
  },
  {
    id: "it/byline/by-name",
    class: "byline",
    match: "line",
    strength: "strong",
    maxWords: 14,
    position: "head",
    lifts: "author",
    texts: [
      "(di|a cura di|scritto da|articolo di|autore|testo di|dal nostro inviato|dalla nostra inviata) [:] {name} [(e|&) {name}] [(-|/|{bar})] [{name}] [{date}]",
    ],
    examples: ["di Giovanna Esempio", "A cura di Giovanna Esempio", "di Giovanna Esempio e Paolo Modello"],
    counterExamples: ["di notte tutto tace", "Di certo non c'è nulla"],
  },
  {
    id: "it/credit_line/agency",
    class: "credit_line",
    match: "line",
    strength: "strong",
    maxWords: 8,
    texts: [
      "{agency}",
      "{open} {agency} {close}",
      "(redazione|di redazione|a cura della redazione|redazione {name}|redazione online)",
      "{open} (continua|segue) {close}",
    ],
    examples: ["(ANSA)", "Redazione", "A cura della redazione"],
    counterExamples: ["La redazione della legge", "Ansa informa"],
  },
  {
    id: "it/page_metadata/label",
    class: "page_metadata",
    match: "prefix",
    strength: "strong",
    maxWords: 16,
    texts: ["(tag|tags|argomenti|categoria|categorie|temi|parole chiave|archiviato in|pubblicato in|sezione) : {..8}"],
    examples: ["Tag: porto, tempesta", "Categoria: Cronaca"],
    counterExamples: ["Argomenti del dibattito", "Categoria protetta"],
  },
  {
    id: "it/editor_note/updated",
    class: "editor_note",
    match: "line",
    strength: "certain",
    maxWords: 24,
    texts: [
      "[(nota della redazione|ndr)] [:] (questo articolo|questa notizia|l'articolo|la notizia) (è stato|è stata|sarà|è) [in] (aggiornato|aggiornata|aggiornamento) [{..5}]",
      "(notizia in aggiornamento|articolo in aggiornamento|in aggiornamento|seguono aggiornamenti|segue aggiornamento|seguiranno aggiornamenti|nota della redazione)",
    ],
    examples: ["Notizia in aggiornamento", "Questo articolo è stato aggiornato.", "Seguiranno aggiornamenti"],
    counterExamples: ["L'articolo è stato abrogato", "La notizia è falsa"],
  },
];

/** Italian. */
export const ITALIAN: Lexicon = {
  language: "it",
  numericDates: true,
  rules: [...LINKS, ...PROMOTION, ...WIDGETS, ...LEGAL, ...METADATA],
  stopWords: wordList(`
    a ad ai al alla alle anche ancora che chi ci come con cui da dal dalla dalle dei del della delle dello di dopo due e è
    ed era essere fra gli ha hanno i il in io la le lei lo loro lui ma mi molto nei nel nella nelle no noi non nostro o per
    perché più poi prima quando quella quello questa questo sarà se senza si sia sono sta stata stato su sua sue sui sul
    sulla suo tra tutti tutto un una uno
  `),
  reporting: wordList(
    "detto dichiarato spiegato affermato aggiunto sottolineato ribadito precisato raccontato commentato annunciato ricordato scritto risposto assicurato osservato disse spiega racconta afferma",
  ),
  months: wordList(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen feb mar apr mag giu lug ago set ott nov dic",
  ),
  weekdays: wordList("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
  reader: wordList("tu ti te tuo tua tuoi tue vi voi vostro vostra"),
  interfaceWords: wordList(`
    home menu cerca accedi registrati abbonati abbonamenti newsletter contatti aiuto privacy cookie note legali pubblicità
    condividi stampa commenti commenta facebook twitter instagram youtube whatsapp telegram rss archivio annunci video foto
    blog login password account sezioni gallery lavoro meteo oroscopo
  `),
  gluedLabels: wordList("commenti pubblicità fonte foto condividi leggi video pubblicato tag"),
  sections: wordList(
    "politica economia società cultura sport esteri mondo italia cronaca interni spettacoli scienze scienza tecnologia salute motori viaggi ambiente scuola giustizia opinioni calcio notizie",
  ),
  corrections: wordList(
    "correzione corretto corretta rettifica rettificato errata corrige errore erroneamente erroneo erronea sbagliato smentita precisazione",
  ),
  agencies: [
    "ansa",
    "adnkronos",
    "agi",
    "askanews",
    "lapresse",
    "italpress",
    "dire",
    "9colonne",
    "radiocor",
    "il sole 24 ore radiocor",
    "imagoeconomica",
    "fotogramma",
    "agenzie",
    "ipa",
    "adnkronos / {name}",
    "ansa / {name}",
  ],
};
