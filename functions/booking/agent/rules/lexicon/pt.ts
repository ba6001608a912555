import { alternatives, clock, clockBefore, entry, LAST, re, type Lexicon } from './lexicon';

const weekdays = {
  segunda: 'MONDAY',
  terca: 'TUESDAY',
  quarta: 'WEDNESDAY',
  quinta: 'THURSDAY',
  sexta: 'FRIDAY',
  sabado: 'SATURDAY',
  sabados: 'SATURDAY',
  domingo: 'SUNDAY',
  domingos: 'SUNDAY',
};
const months = {
  janeiro: 'JANUARY',
  fevereiro: 'FEBRUARY',
  marco: 'MARCH',
  abril: 'APRIL',
  maio: 'MAY',
  junho: 'JUNE',
  julho: 'JULY',
  agosto: 'AUGUST',
  setembro: 'SEPTEMBER',
  outubro: 'OCTOBER',
  novembro: 'NOVEMBER',
  dezembro: 'DECEMBER',
};
const day = `(${alternatives(Object.keys(weekdays))})`;
const month = `(${alternatives(Object.keys(months))})`;
const weekdayOf = entry(weekdays);
const monthOf = entry(months);
const NUMBERED = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const;
const UNITS = new Map([
  ['dia', 'DAYS'],
  ['semana', 'WEEKS'],
  ['mes', 'MONTHS'],
  ['hora', 'HOURS'],
  ['minuto', 'MINUTES'],
]);
const minutes = (word: string) => (word === 'meia' ? 30 : Number(word));

export const pt: Lexicon = {
  language: 'pt',
  words: (
    'oi ola bom boa obrigado obrigada por favor quero queria gostaria preciso posso pode podem poderia voce voces vc vcs tem temos haver ha um uma ' +
    'uns umas os as ao aos na no nas nos da do das dos em com sem e mas melhor mais muito sim nao que qual quando quem quanto quanta custa preco ' +
    'horario horarios vaga vagas data datas dia dias semana mes outra outro outros outras mudar trocar cancelar cancela desmarcar remarcar ' +
    'marcar agendar agenda reservar meu minha nome sou chamo telefone hoje ontem agora cedo tarde noite manha meio meia antes depois entre ' +
    'sobre desde ate partir daqui dentro proximo proxima vem primeira primeiro segundo terceira terceiro quarto quinto sexto ultima ultimo ' +
    'opcao numero claro certo isso beleza blz confirmo confirmar fechado pessoa alguem atendente falar humano possivel tanto faz qualquer ' +
    'prefiro verdade qro pra pro para ainda fazer uma tudo todos mim responda esqueca mostre clientes regras atende ai comigo ter la pelas'
  ).split(' '),
  letters: /[ãõçêâà]/i,
  numbers: {
    ...Object.fromEntries(
      'zero _ dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte'
        .split(' ')
        .map((word, number) => [word, number]),
    ),
    duas: 2,
    catorze: 14,
    dezasseis: 16,
    dezassete: 17,
    dezanove: 19,
    trinta: 30,
    quarenta: 40,
  },
  weekdays,
  months,
  mended: [
    'amanha',
    'depois',
    'semana',
    'proximo',
    'proxima',
    'tarde',
    'cancelar',
    'desmarcar',
    'remarcar',
    'agendar',
    'horario',
    'pessoa',
  ],
  fillers: 'a as o os ao aos da das do dos de na no nas nos em para pra pro pela pelas pelo la umas dia hora'.split(
    ' ',
  ),
  rewritings: [
    [re('nao antes d[aeo]s?'), 'a partir de'],
    [re('nao depois d[aeo]s?|no maximo(?: ate)?'), 'antes de'],
    [re('depois de amanha'), '[IN 2 DAYS]'],
    [re('hoje (?:a|de) noite|esta noite'), 'TODAY EVENING'],
    [re('(?:de|pela|da|na) manhas?|(?<!mais )cedo|cedinho|antes do almoco'), 'MORNING'],
    [re('(?:a|de|da|pela|na) tardes?|depois do almoco'), 'AFTERNOON'],
    [re('(?:a|de|da|pela|na) noites?|depois do trabalho'), 'EVENING'],
    [re('meio[ -]?dia e meia'), '@12:30!'],
    [re('meio[ -]?dia'), '@12:00!'],
    [re('meia[ -]?noite'), '@0:00!'],
    [re('hoje'), 'TODAY'],
    [re('amanha'), 'TOMORROW'],
    [re('ontem'), 'YESTERDAY'],
    [re('([2-6])a[ -]?feira'), (_, number) => NUMBERED[(Number(number) - 1) as 1 | 2 | 3 | 4 | 5]],
    [re('(segunda|terca|quarta|quinta|sexta)[ -]feiras?'), '$1'],
    [re('(?:a )?(?:semana que vem|proxima semana|semana (?:proxima|seguinte))'), '[NEXT WEEK]'],
    [re('(?:ess?ta|nesta|nessa|essa) semana'), '[THIS WEEK]'],
    [re('(?:o )?(?:mes que vem|proximo mes|mes (?:proximo|seguinte))'), '[NEXT MONTH]'],
    [re('(?:este|neste|nesse|esse) mes'), '[THIS MONTH]'],
    [re('(?:o )?(?:proximo (?:fim de semana|fds)|(?:fim de semana|fds) que vem)'), '[NEXT WEEKEND]'],
    [re('(?:neste |nesse |este |esse )?(?:fim de semana|fds)'), '[THIS WEEKEND]'],
    [re(`proxim[ao] ${day}`), (_, word) => `[NEXT ${weekdayOf(word)}]`],
    [re(`${day} (?:que vem|seguinte|proxim[ao])`), (_, word) => `[NEXT ${weekdayOf(word)}]`],
    [re(`(?:nest[ae]|ness[ae]|est[ae]|ess[ae]) ${day}`), (_, word) => `[THIS ${weekdayOf(word)}]`],
    [
      re('(?:daqui a|dentro de|em) (\\d{1,3}|um|uma) (dia|semana|mes|hora|minuto)(?:e?s)?'),
      (_, number, unit) => `[IN ${Number(number) || 1} ${UNITS.get(unit)}]`,
    ],
    [
      re(`(?:de |entre )?(?:o )?(?:dia )?(\\d{1,2}) (?:ao?|e)(?: o)? (\\d{1,2}) de ${month}`),
      (_, from, to, word) => `[${from} ${monthOf(word)}] TO [${to} ${monthOf(word)}]`,
    ],
    [
      re(`(?:dia )?(\\d{1,2}|primeiro) (?:de )?${month}(?: de (\\d{4}))?`),
      (_, number, word, year) => `[${parseInt(number, 10) || 1} ${monthOf(word)} ${year ?? ''}]`,
    ],
    [re(`(?:em|durante|para) ${month}`), (_, word) => `[MONTH ${monthOf(word)}]`],
    [
      re(
        '(?:das?|entre)(?: as?)? (\\d{1,2})(?:[:h](\\d\\d))?h? (?:as|e|ate(?: as)?)(?: as?)? (\\d{1,2})(?:[:h](\\d\\d))?h?',
      ),
      (_, from, fromMinute, to, toMinute) => `BETWEEN ${clock(from, fromMinute)} AND ${clock(to, toMinute)}`,
    ],
    [
      re('(\\d{1,2}) (?:para|pra|pras)(?: as?)? (\\d{1,2}|uma)'),
      (_, less, hour) => clockBefore(String(Number(hour) || 1), Number(less)),
    ],
    [re('(?:as|das|pelas) (\\d{1,2})h? e (meia|\\d{1,2})'), (_, hour, more) => clock(hour, minutes(more))],
    [re('(?:a|da) uma e (meia|\\d{1,2})'), (_, more) => clock('1', minutes(more))],
    [re('(?:a|da) uma (?=da AFTERNOON|AFTERNOON|hora)'), `${clock('1')} `],
    [re('(?:as|das|pelas) (\\d{1,2})(?: horas?| em ponto)?(?![:.h]?\\d|h)'), (_, hour) => clock(hour)],
    [re('(\\d{1,2}) (?=MORNING|AFTERNOON|EVENING)'), (_, hour) => `${clock(hour)} `],
    [re('(?:no )?dia (\\d{1,2})'), (_, number) => `[DAY ${number}]`],
    [re(`${day},? (\\d{1,2})(?![:.h\\d])`), (_, word, number) => `${weekdayOf(word)} [DAY ${number}]`],
    [re(day), (_, word) => weekdayOf(word)],
    [re('depois(?: d[aeo]s?)?|a partir(?: d[aeo]s?)?|apos|desde'), 'AFTER'],
    [re('antes(?: d[aeo]s?)?|ate'), 'BEFORE'],
    [re('entre'), 'BETWEEN'],
    [re('e'), 'AND'],
    [re('ou'), 'OR'],
  ],
  contrast: re('mas|melhor|prefiro|na verdade|porem'),
  negation: re(
    `nao|nem|nunca|tampouco|impossivel|(?:e|sao|fica|ficam) ruim|em vez d[aeo]|exceto|menos(?= (?:[ao]|n[ao]|${day}))`,
  ),
  exception: /(?<=\s)(?=(?:em vez d[aeo]|exceto|menos (?:[ao]|n[ao])) )/u,
  greeting: re('oi|ola|bom dia|boa (?:tarde|noite)|e ai|opa'),
  intents: {
    book: re('agend\\p{L}+|marcar|marque|reserv\\p{L}+'),
    cancel: re('(?:cancel|desmarc|desist)\\p{L}+'),
    another: re(
      'outr[oa]s? (?:hora|horas|horario|horarios|dia|dias|data|datas|momento)|remarc\\p{L}+|(?:mudar|trocar|alterar) (?:o|a|de) (?:horario|hora|dia|data)|(?<!o )mais (?:tarde|cedo)(?! d)',
    ),
    soonest: re(
      'o quanto antes|quanto antes|o mais (?:rapido|cedo)(?: possivel)?|(?:o )?primeiro horario (?:livre|disponivel)',
    ),
    any: re('tanto faz|qualquer um[a]?|quem for|quem estiver|qualquer (?:dia|hora|horario)|indiferente'),
    human: re(
      'falar com (?:um |uma |o |a )?(?:atendente|pessoa|humano|alguem|gerente|responsavel)|alguem (?:ai )?(?:pra|para) falar|(?:uma )?pessoa de verdade|um humano',
    ),
  },
  yes: /^(?:sim|isso(?: mesmo)?|claro|pode (?:ser|confirmar|marcar|agendar|reservar)|confirmo|confirmado|ok|okay|beleza|blz|certo|ta certo|esta certo|perfeito|correto|fechado|combinado|com certeza|ta bom|tudo bem)(?![\p{L}])/u,
  no: /^(?:nao|negativo|errado|de jeito nenhum)(?![\p{L}])/u,
  choice:
    /^(?:quero |prefiro |fico com )?(?:(?<article>[oa] )?(?<ordinal>\p{L}+)(?<noun> (?:opcao|hora|horario|vaga))?|(?:a )?(?:opcao|(?:o )?numero|n[uº°]?m?\.?) ?(?<number>\d{1,2}|\p{L}+))(?: por favor| obrigad[oa])?$/u,
  ordinals: {
    primeira: 1,
    primeiro: 1,
    segunda: 2,
    segundo: 2,
    terceira: 3,
    terceiro: 3,
    quarta: 4,
    quarto: 4,
    quinta: 5,
    quinto: 5,
    sexta: 6,
    sexto: 6,
    ultima: LAST,
    ultimo: LAST,
  },
  withPerson: /(?:com|do|da|o|a)(?: [oa]| seu| dona)?$/u,
  nameIs: { clear: re('meu nome e|me chamo|em nome de'), vague: re('(?:eu )?sou(?: [oa])?|aqui e(?: [oa])?') },
  nameParticles: ['da', 'de', 'do', 'das', 'dos', 'e'],
};
