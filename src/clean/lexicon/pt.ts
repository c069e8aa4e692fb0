import type { Lexicon, LexiconRule } from "./rule.js";
import { wordList } from "./word-list.js";

const LINKS: readonly LexiconRule[] = [
  {
    id: "pt/link_list/most-read",
    class: "link_list",
    match: "line",
    role: "header",
    strength: "certain",
    texts: [
      "[(as|os|notícias|matérias|artigos)] mais (lidas|lidos|vistas|vistos|acessadas|comentadas|comentados|populares|recentes|partilhadas|compartilhadas|notícias|artigos) [(do dia|hoje|da semana|em {name}|de {name}|do {name})]",
      "(últimas notícias|últimas|últimas publicações|notícias recentes|posts recentes|destaques|em destaque|em alta|tendências|recomendados|recomendadas|recomendado para você|recomendado para si|recomendamos|escolhas do editor|a não perder|não perca|outras notícias|mais notícias|notícias recomendadas|você viu|o que você precisa saber|últimas da editoria)",
    ],
    examples: ["Mais lidas", "As mais lidas", "Últimas notícias", "A não perder", "Recomendado para você"],
    counterExamples: [
      "O livro mais lido do ano",
      "Últimas notícias do cerco chegaram ontem",
      "Em alta está o preço do pão",
    ],
  },
  {
    id: "pt/link_list/related-heading",
    class: "link_list",
    match: "line",
    role: "header",
    strength: "certain",
    texts: [
      "(leia|veja|ler|ver|assista|saiba|ouça|confira|leia ainda) (também|mais|ainda|mais notícias|a seguir|mais sobre {name}|mais notícias de {name}|mais notícias sobre {name})",
      "(você|talvez) [também] (pode|poderá|vai) [também] (gostar|se interessar|gostar de) [(de|destes artigos|também)]",
      "(pode|poderá|isto pode) (também|ainda) (gostar|interessar|interessar-lhe)",
      "(notícias|artigos|matérias|conteúdos|assuntos|temas|posts|conteúdo|reportagens) (relacionadas|relacionados|relacionado|semelhantes|recomendados|patrocinado|patrocinados)",
      "(relacionadas|relacionados|relacionado|tópicos relacionados|sobre o tema|sobre o mesmo assunto|mais sobre o assunto|mais sobre este tema|mais de {name}|mais em {name}|continue lendo|continuar a ler|próxima notícia|notícia anterior|próximo artigo|artigo anterior|próxima matéria|do mesmo autor|outros artigos)",
    ],
    examples: [
      "Leia também",
      "Veja também:",
      "Notícias relacionadas",
      "Você também pode gostar",
      "Conteúdo patrocinado",
    ],
    counterExamples: ["Leia também as letras pequenas", "Veja mais longe quem sobe", "Mais de cem barcos"],
  },
  {
    id: "pt/link_list/weak-heading",
    class: "link_list",
    match: "line",
    role: "weak-header",
    strength: "hint",
    texts: [
      "(tópicos|etiquetas|secções|seções|editorias|serviços|links|blogs|vídeos|fotos|galerias|fotogalerias|especiais|arquivo|categorias|siga-nos|newsletters|canais|redes sociais|multimédia|opinião|colunas|colunistas|institucional|tags|parceiros|assuntos)",
    ],
    examples: ["Tópicos", "Editorias", "Parceiros"],
    counterExamples: ["Tópicos da conversa", "Fotos antigas"],
  },
  {
    id: "pt/related_link/label",
    class: "related_link",
    match: "label",
    strength: "strong",
    maxWords: 40,
    texts: [
      "(leia|veja|ler|ver|assista|saiba|ouça|confira) (também|mais|ainda|aqui)",
      "(leia|assista|veja|vídeo|vídeos|fotos|galeria|em imagens|infográfico|podcast|ao vivo|especial|continue lendo|relacionado|relacionada|notícia relacionada|entenda|saiba mais|opinião)",
    ],
    examples: ["Leia também: o porto fecha as portas", "VÍDEO: a cheia em imagens", "Saiba mais | Dez pontes"],
    counterExamples: ["Leia também as letras pequenas", "Vídeo mostra a cheia"],
  },
  {
    id: "pt/related_link/continue",
    class: "related_link",
    match: "line",
    strength: "certain",
    texts: [
      "(leia mais|ler mais|ver mais|veja mais|saiba mais|saber mais|continue lendo|continuar lendo|continuar a ler|ver todos|ver todas|ver tudo|carregar mais|mostrar mais|clique aqui|ler artigo|ler artigo completo|leia a matéria completa|leia a íntegra|voltar ao topo|voltar ao início|ampliar|mais notícias ») [(aqui|»|em {name}|sobre {name})]",
      "clique aqui (para|e) {..10}",
      "(para|quer) (ler mais|saber mais) {..4} clique aqui",
    ],
    examples: ["Leia mais", "Ler mais »", "Clique aqui para ler a notícia completa"],
    counterExamples: ["Ler mais faz bem", "Clique, disse ele, e a porta abriu"],
  },
];

const PROMOTION: readonly LexiconRule[] = [
  {
    id: "pt/newsletter/line",
    class: "newsletter",
    match: "line",
    strength: "certain",
    texts: [
      "[(assine|subscreva|inscreva-se|receba|cadastre-se|assinar|subscrever)] [(na|em|a|as|à|para|nas)] [(nossa|nossas|a|as)] (newsletter|newsletters) [(gratuita|diária|semanal|grátis|de {name}|do {name})]",
      "(seu e-mail|o seu e-mail|seu email|o seu email|seu melhor e-mail|digite seu e-mail|endereço de e-mail|inscreva-se|cadastre-se|cadastre-se grátis|obrigado por se inscrever|obrigado por se inscrever em nossa newsletter|ativar notificações|receba notificações|receba nossas notícias)",
    ],
    examples: ["Assine nossa newsletter", "Subscreva a newsletter", "O seu e-mail", "Inscreva-se"],
    counterExamples: ["A newsletter da paróquia sai à segunda", "Inscreva-se ou desista, disse"],
  },
  {
    id: "pt/newsletter/phrase",
    class: "newsletter",
    match: "phrase",
    strength: "strong",
    maxWords: 60,
    texts: [
      "(inscreva-se|assine|subscreva|cadastre-se) {..6} (newsletter|newsletters|boletim|boletins|notificações)",
      "(receba|receber) {..10} (no seu e-mail|em seu e-mail|por e-mail|por email|no seu email|na sua caixa de entrada|no whatsapp|no seu celular)",
      "(pode|poderá) cancelar {..4} (subscrição|inscrição|a qualquer momento)",
    ],
    examples: [
      "Receba as principais notícias do dia no seu e-mail.",
      "Pode cancelar a sua subscrição a qualquer momento.",
    ],
    counterExamples: ["“Assine a nossa newsletter”, pediu o candidato.", "A ordem chegou por e-mail"],
  },
  {
    id: "pt/paywall/line",
    class: "paywall",
    match: "line",
    strength: "certain",
    texts: [
      "(assine|assine já|assine agora|assinar|assinatura|assinaturas|torne-se assinante|seja assinante|seja um assinante|já é assinante|já é assinante?|já sou assinante|sou assinante|faça login|fazer login|entrar|iniciar sessão|entre ou cadastre-se|criar conta|crie sua conta|exclusivo para assinantes|exclusivo assinantes|só para assinantes|conteúdo exclusivo para assinantes|área do assinante|apoie o jornalismo|apoie-nos|oferecer artigo|edição impressa|versão impressa) [(faça login|entre aqui|inicie sessão|por {..6}|a partir de {..6}|para continuar lendo)]",
      "(este|esta) (conteúdo|artigo|matéria|notícia|reportagem) é (exclusivo|exclusiva|restrito|só) (para|a|aos) (assinantes|subscritores|nossos assinantes)",
    ],
    examples: ["Já é assinante? Faça login", "Este conteúdo é exclusivo para assinantes", "Assine já"],
    counterExamples: ["A assinatura do acordo falhou", "Entrar no porto é difícil"],
  },
  {
    id: "pt/app_promo/line",
    class: "app_promo",
    match: "line",
    strength: "certain",
    texts: [
      "(baixe|descarregue|instale|faça o download|baixar) (o|a|nosso|a nossa|do) (app|aplicativo|aplicação) [{..6}]",
      "(nosso app|aplicativos|app|disponível no google play|baixar na app store|descarregar na app store)",
    ],
    examples: ["Baixe o app", "Disponível no Google Play"],
    counterExamples: ["A aplicação da lei tarda", "O aplicativo falhou"],
  },
  {
    id: "pt/cta/follow",
    class: "cta",
    match: "line",
    strength: "certain",
    texts: [
      "(siga|curta|acompanhe|encontre|visite|siga-nos|participe do|entre no) [(o|a|a nossa|nossa|nosso|os|canal|perfil|página|do|grupo)] [({name}|nos|página|canal|canal do {name}|página do {name})] (no|na|nas|do|em) (facebook|twitter|instagram|youtube|whatsapp|telegram|tiktok|google notícias|google news|redes sociais|x) [{..6}]",
      "(siga-nos|compartilhe|partilhe|partilhar|compartilhe esta notícia|partilhe esta notícia|compartilhar notícia|compartilhe este artigo|partilhar artigo|participe|dê a sua opinião|envie sua sugestão|enviar por e-mail|imprimir notícia|comunicar erro)",
    ],
    examples: ["Siga-nos no Facebook", "Siga o Exemplo no Instagram", "Compartilhe esta notícia"],
    counterExamples: ["Siga o rio até à ponte", "Participe quem puder"],
  },
  {
    id: "pt/feedback_prompt/line",
    class: "feedback_prompt",
    match: "line",
    strength: "certain",
    texts: [
      "(a sua opinião|sua opinião|dê sua opinião|o que achou|o que você achou|encontrou um erro|encontrou algum erro|reportar erro|informar erro|comunicar erro|comunicar erros|fale conosco|fale connosco|escreva para nós|envie sua notícia|esta notícia foi útil|enquete|sondagem|sugerir correcção|sugerir correção)",
      "(tem|viu|encontrou) {..3} (alguma sugestão|uma sugestão|uma denúncia|um erro|algum erro) {..12}",
    ],
    examples: ["Encontrou um erro? Avise-nos", "Comunicar erro", "O que você achou?"],
    counterExamples: ["Sondagem dá vitória ao autarca", "Encontrou a chave"],
  },
];

const WIDGETS: readonly LexiconRule[] = [
  {
    id: "pt/comments_widget/marker",
    class: "comments_widget",
    match: "line",
    role: "marker",
    strength: "certain",
    texts: [
      "[({number}|sem|nenhum|os|seus|ver|ver os|mostrar|ler|últimos)] (comentário|comentários) [{number}] [(fechados|dos leitores|encerrados)]",
      "(comentar|comente|deixe um comentário|deixe seu comentário|deixe o seu comentário|deixar comentário|escreva um comentário|escrever comentário|adicionar comentário|publicar comentário|enviar comentário|seja o primeiro a comentar|ver mais comentários|carregar mais comentários|cancelar resposta|os comentários não representam a opinião do {..6})",
      "(faça login|inicie sessão|entre|registe-se|cadastre-se) {..3} para (comentar|enviar comentários|deixar um comentário)",
      "o seu endereço de e-mail não será publicado [{..8}]",
      "(os comentários|comentários) (estão|foram) (fechados|encerrados|desativados) [{..4}]",
    ],
    examples: ["Comentários", "12 comentários", "Deixe um comentário", "Seja o primeiro a comentar"],
    counterExamples: ["Os comentários do ministro irritam", "Comentar o jogo"],
  },
  {
    id: "pt/comments_widget/reply",
    class: "comments_widget",
    match: "line",
    role: "comment",
    strength: "strong",
    texts: [
      "(responder|denunciar|denunciar comentário|curtir|gosto|não gosto|citar|ver respostas|reportar)",
      "há {number} (minutos|minuto|horas|hora|dias|dia|semanas|meses|anos) [(responder|denunciar)]",
      "{number} (minutos|horas|dias) atrás",
    ],
    examples: ["Responder", "há 3 horas", "3 dias atrás"],
    counterExamples: ["Responder à crise", "há 3 horas caiu o muro"],
  },
  {
    id: "pt/read_time/minutes",
    class: "read_time",
    match: "line",
    strength: "certain",
    texts: [
      "(tempo de leitura|leitura|tempo estimado de leitura) [:] [de] {number} (min|minutos|minuto)",
      "{number} (min|minutos|minuto) de leitura",
      "(ouvir|ouça) (o artigo|artigo|a notícia|este artigo|este conteúdo) [{..4}]",
    ],
    examples: ["Tempo de leitura: 4 min", "3 minutos de leitura"],
    counterExamples: ["Leitura de poemas às 4", "Aos 4 minutos saiu o golo"],
  },
  {
    id: "pt/counter/counts",
    class: "counter",
    match: "line",
    strength: "certain",
    maxWords: 8,
    texts: [
      "{number} (partilhas|compartilhamentos|visualizações|leituras|fotos|imagens|votos|seguidores|curtidas|gostos)",
      "(foto|imagem|página) {number} (de|/) {number}",
    ],
    examples: ["12 partilhas", "Foto 1 de 8"],
    counterExamples: ["12 fotos foram roubadas", "Página 1 da história"],
  },
  {
    id: "pt/share_bar/buttons",
    class: "share_bar",
    match: "line",
    strength: "certain",
    maxWords: 14,
    texts: [
      "(compartilhar|partilhar|imprimir|enviar|salvar|guardar|tuitar|copiar link|copiar o link|link copiado|enviar por e-mail|tamanho da letra|tamanho do texto|salvar para ler depois|guardar artigo|ouvir) [(facebook|twitter|whatsapp|e-mail|email|telegram|linkedin|imprimir|enviar)] [(facebook|twitter|whatsapp|e-mail|email|telegram|linkedin|imprimir)]",
      "(compartilhar|partilhar|compartilhe|partilhe|tuitar|enviar) (no|na|por|via|em|nas) (facebook|twitter|whatsapp|linkedin|telegram|e-mail|email|x|redes sociais)",
    ],
    examples: ["Compartilhar", "Partilhar no Facebook", "Imprimir"],
    counterExamples: ["Partilhar o pão", "Imprimir notas falsas"],
  },
  {
    id: "pt/ad_label/line",
    class: "ad_label",
    match: "line",
    strength: "certain",
    maxWords: 10,
    texts: [
      "(publicidade|anúncio|anúncios|pub|patrocinado|conteúdo patrocinado|patrocinado por {..3}|publieditorial|informe publicitário|conteúdo de marca|oferecido por {..3}|fechar anúncio|continua após a publicidade|continua depois da publicidade|continue lendo após a publicidade|leia mais após a publicidade)",
      "publicidade [-] (publicidade|continue a ler a seguir|continua)",
      "(o artigo|a matéria|a notícia) continua {..4} (publicidade|anúncio)",
    ],
    examples: ["Publicidade", "Continua após a publicidade", "Informe publicitário"],
    counterExamples: ["Publicidade enganosa rende multa", "O anúncio foi feito ontem"],
  },
  {
    id: "pt/ui_label/state",
    class: "ui_label",
    match: "line",
    strength: "certain",
    maxWords: 24,
    texts: [
      "(por favor|para {..6}|é preciso|você precisa) [{..2}] (ative|ativar|habilite|habilitar|aceite) [o] (javascript|cookies|os cookies|flash) {..8}",
      "(carregando|a carregar|aguarde|fechar|menu|abrir menu|fechar menu|buscar|busca|pesquisar|pesquisa|ir para o conteúdo|saltar para o conteúdo|pular para o conteúdo|pular para o conteúdo principal|próximo|anterior|próxima página|página anterior|tela cheia|senha|esqueceu a senha|esqueci minha senha|esqueceu a palavra-passe|palavra-passe|usuário|minha conta|sair|meu perfil|configurações|aceitar|cancelar|ver menos|mostrar menos|página {number}|ocorreu um erro)",
    ],
    examples: ["Por favor, ative o JavaScript no seu navegador.", "Esqueci minha senha", "Carregando..."],
    counterExamples: ["Buscar o menino era urgente", "Fechar o porto sai caro"],
  },
  {
    id: "pt/navigation/sections",
    class: "navigation",
    match: "line",
    strength: "likely",
    texts: [
      "(política|economia|sociedade|cultura|desporto|esportes|esporte|internacional|nacional|brasil|portugal|mundo|local|cidades|cotidiano|opinião|tecnologia|ciência|saúde|educação|justiça|polícia|famosos|entretenimento|televisão|novelas|futebol|negócios|finanças|mercados|empresas|carros|automóveis|turismo|viagens|gastronomia|música|cinema|livros|moda|horóscopo|meteorologia|previsão do tempo|loterias|passatempos|palavras cruzadas|meio ambiente|eleições|vídeos|podcasts)",
    ],
    examples: ["Economia", "Desporto"],
    counterExamples: ["Economia paralela cresce", "Mundo cão"],
  },
  {
    id: "pt/navigation/footer",
    class: "navigation",
    match: "line",
    strength: "certain",
    maxWords: 12,
    texts: [
      "(política de privacidade|privacidade|política de cookies|gerir cookies|configurações de cookies|termos de uso|termos e condições|termos e condições de uso|termos de serviço|condições de utilização|condições gerais|ficha técnica|estatuto editorial|quem somos|sobre nós|expediente|anuncie|anuncie conosco|anuncie aqui|publicidade e parcerias|trabalhe conosco|empregos|classificados|imóveis|ajuda|perguntas frequentes|mapa do site|acessibilidade|página inicial|início|capa|contactos|contacto|contato|fale conosco|rss|todos os direitos reservados|livro de reclamações)",
      "(início|página inicial|home) (»|/|{bar}) {..8}",
      "você está (aqui|em) [:] {..8}",
    ],
    examples: ["Política de privacidade", "Termos de uso", "Início » Economia", "Quem somos"],
    counterExamples: ["Economia paralela cresce", "Início tenso do julgamento"],
  },
];

const LEGAL: readonly LexiconRule[] = [
  {
    id: "pt/copyright/rights",
    class: "copyright",
    match: "phrase",
    strength: "strong",
    maxWords: 60,
    texts: [
      "todos os direitos reservados",
      "(proibida|é proibida) {..3} (reprodução|cópia) {..8}",
      "(este material|este conteúdo) não pode ser publicado {..8}",
      "copyright {..2} {year}",
    ],
    examples: ["© 2020 Exemplo Jornal. Todos os direitos reservados.", "Proibida a reprodução total ou parcial."],
    counterExamples: ["Todos os direitos humanos", "Proibida a pesca"],
  },
  {
    id: "pt/legal_disclaimer/phrase",
    class: "legal_disclaimer",
    match: "phrase",
    strength: "strong",
    maxWords: 80,
    texts: [
      "(as opiniões|os comentários|as ideias|os textos) (expressas|expressos|publicados|emitidas) {..10} (são de responsabilidade|não refletem|não representam|não reflectem|são da responsabilidade|são de inteira)",
      "(este texto|este artigo|esta notícia|este conteúdo) foi (traduzido|traduzida|gerado|gerada|produzido) {..4} (automaticamente|inteligência artificial|com auxílio)",
      "(este texto|este artigo) não reflete necessariamente a opinião {..4}",
      "não constitui {..4} (recomendação|aconselhamento) {..4}",
    ],
    examples: [
      "As opiniões expressas neste texto são de responsabilidade do autor.",
      "Este texto não reflete necessariamente a opinião do jornal.",
      "Esta notícia foi traduzida automaticamente.",
    ],
    counterExamples: ["As opiniões expressas na sessão chocaram o autarca", "O texto não reflete luz"],
  },
  {
    id: "pt/cookie_notice/phrase",
    class: "cookie_notice",
    match: "phrase",
    strength: "strong",
    maxWords: 120,
    texts: [
      "(utiliza|utilizamos|usamos|usa|utilizam) {..3} cookies",
      "(aceitar|rejeitar) [todos] [os] cookies",
      "(uso|utilização) de cookies",
      "ao continuar {..4} (navegando|a navegar) {..4} (concorda|aceita) {..4}",
    ],
    examples: ["Este site utiliza cookies.", "Aceitar todos os cookies"],
    counterExamples: ["A avó assa cookies", "Aceitar a derrota"],
  },
];

const METADATA: readonly LexiconRule[] = [
  {
    id: "pt/source_credit/label",
    class: "source_credit",
    match: "label",
    strength: "strong",
    maxWords: 14,
    lifts: "source",
    texts: ["(fonte|fontes|com informações de|com informações da|com informações do)"],
    examples: ["Fonte: Agência Exemplo"],
    counterExamples: ["Fonte de água", "Fontes policiais negam"],
  },
  {
    id: "pt/photo_credit/line",
    class: "photo_credit",
    match: "line",
    strength: "certain",
    maxWords: 12,
    lifts: "agency",
    texts: [
      "(foto|fotos|imagem|imagens|fotografia|crédito|créditos|foto de arquivo|vídeo) [(de|por|cortesia)] [:] [©] {agency}",
      "(foto|fotos|fotografia|imagem|crédito) : [©] {name} [/] [{name}]",
      "(foto de arquivo|imagem de arquivo|imagem ilustrativa|foto ilustrativa|foto {bar} {..4}|foto reprodução|reprodução|divulgação)",
      "{name} / (divulgação|reprodução|arquivo pessoal)",
    ],
    examples: ["Foto: Lusa", "Fotografia: Joana Exemplo", "Imagem ilustrativa", "Joana Exemplo/Divulgação"],
    counterExamples: ["Foto de família no porto", "Imagem de um rei"],
  },
  {
    id: "pt/image_caption/credit-suffix",
    class: "image_caption",
    match: "suffix",
    strength: "strong",
    maxWords: 60,
    texts: [
      "(foto|imagem|fotografia|crédito) : {name}",
      "{open} (foto|arquivo|imagem de arquivo|foto de arquivo|crédito) [: {..4}] {close}",
      "- {agency}",
      "/ (divulgação|reprodução|arquivo pessoal)",
    ],
    examples: ["Os pescadores no porto. Foto: Joana Exemplo", "A barragem em maio (foto de arquivo)"],
    counterExamples: ["Mostrou uma foto de Joana Exemplo", "A foto é antiga"],
  },
  {
    id: "pt/publication_date/line",
    class: "publication_date",
    match: "line",
    strength: "strong",
    maxWords: 20,
    lifts: "date",
    texts: [
      "[(publicado|publicada|atualizado|atualizada|actualizado|publicado em|atualizado em|por {name}|data|última atualização|criado em|postado em)] [:] [em] {date} [(às|-|/|{bar}|·|,|as)] [{time}] [(h|horas)] [(-|/|{bar}|·)] [(atualizado|atualizado em|atualizado há|actualizado)] [:] [em] [{date}] [(às|-)] [{time}]",
    ],
    examples: [
      "17 de novembro de 2023",
      "Publicado em 17/11/2023 às 14:05",
      "Atualizado em 3 de maio de 2020 às 10h21",
    ],
    counterExamples: ["Em 17 de novembro de 2023 nevou", "Data marcada"],
  },
  {
    id: "pt/byline/by-name",
    class: "byline",
    match: "line",
    strength: "strong",
    maxWords: 14,
    position: "head",
    lifts: "author",
    texts: [
      "(por|escrito por|texto|autor|autora|texto de) [:] {name} [(e|&) {name}] [(-|/|{bar}|em|para|da|do)] [{name}] [{date}]",
    ],
    examples: ["Por Joana Exemplo", "Por Joana Exemplo e Paulo Modelo"],
    counterExamples: ["Por agora não há acordo", "Por Natal voltam todos"],
  },
  {
    id: "pt/credit_line/agency",
    class: "credit_line",
    match: "line",
    strength: "strong",
    maxWords: 8,
    texts: [
      "{agency}",
      "{open} {agency} {close}",
      "(com|da|do) {agency} [(e|/) {agency}]",
      "(com informações|com agências|da redação|redação|com informações de agências) [(da|do|de)] [{agency}]",
    ],
    examples: ["Lusa", "Da Redação", "Com informações da Lusa"],
    counterExamples: ["A redação da lei", "Lusa informa"],
  },
  {
    id: "pt/page_metadata/label",
    class: "page_metadata",
    match: "prefix",
    strength: "strong",
    maxWords: 16,
    texts: [
      "(etiquetas|tópicos|categoria|categorias|arquivado em|tags|palavras-chave|assuntos|editoria|publicado em|mais sobre) : {..8}",
    ],
    examples: ["Tags: porto, tempestade", "Categorias: Economia"],
    counterExamples: ["Tópicos do debate", "Categoria dos leves"],
  },
  {
    id: "pt/editor_note/updated",
    class: "editor_note",
    match: "line",
    strength: "certain",
    maxWords: 24,
    texts: [
      "[(nota da redação|nota do editor)] [:] (esta|este|a) (notícia|artigo|reportagem|matéria|texto) (foi|está sendo|será|está a ser) [em] (atualizada|atualizado|actualizada|atualização) [{..5}]",
      "(notícia em atualização|em atualização|matéria em atualização|mais informações em instantes|mais informações em breve|nota da redação)",
    ],
    examples: ["Esta notícia foi atualizada.", "Em atualização", "Mais informações em instantes"],
    counterExamples: ["Este artigo foi revogado", "O texto foi lido"],
  },
];

/** Portuguese. */
export const PORTUGUESE: Lexicon = {
  language: "pt",
  numericDates: true,
  rules: [...LINKS, ...PROMOTION, ...WIDGETS, ...LEGAL, ...METADATA],
  stopWords: wordList(`
    a à ainda ao aos após as às até com como da das de depois do dos e é ela ele eles em entre era essa esse esta está
    estão este eu foi foram há isso já lhe mais mas mesmo muito na não nas nem no nos num numa o os ou para pela pelo
    pelos por porque quando que quem se segundo sem ser seu seus sobre sua suas também tem têm uma um você
  `),
  reporting: wordList(
    "disse afirmou declarou explicou informou acrescentou ressaltou destacou garantiu comentou contou lembrou alertou anunciou confirmou denunciou revelou sublinhou referiu adiantou respondeu diz dizem gritava aconselha",
  ),
  months: wordList(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro jan fev mar abr mai jun jul ago set out nov dez",
  ),
  weekdays: wordList(
    "segunda terça quarta quinta sexta sábado domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
  ),
  reader: wordList("você vocês te ti tu seu sua"),
  interfaceWords: wordList(`
    início menu buscar busca pesquisar assine assinar assinante newsletter newsletters contato contacto ajuda privacidade
    cookies termos publicidade anuncie compartilhar partilhar imprimir comentar comentários facebook twitter instagram
    youtube whatsapp telegram rss arquivo classificados vídeos fotos blogs login entrar cadastre-se senha conta editorias
  `),
  gluedLabels: wordList("comentários publicidade fonte foto compartilhar partilhar leia vídeo publicado tags"),
  sections: wordList(
    "política economia sociedade cultura desporto esportes esporte internacional nacional brasil portugal mundo local cidades opinião tecnologia ciência saúde educação justiça polícia famosos entretenimento negócios notícias",
  ),
  corrections: wordList(
    "correção correcção corrigido corrigida retificação errata erramos errado errada erroneamente erro equivocadamente esclarecimento",
  ),
  agencies: [
    "lusa",
    "agência lusa",
    "agência brasil",
    "estadão conteúdo",
    "folhapress",
    "agência estado",
    "agências",
    "agência o globo",
    "agência câmara",
    "agência senado",
    "efe",
    "redação",
  ],
};
