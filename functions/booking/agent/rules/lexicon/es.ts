import { alternatives, clock, clockBefore, entry, LAST, re, type Lexicon } from './lexicon';

const weekdays = {
  lunes: 'MONDAY',
  martes: 'TUESDAY',
  miercoles: 'WEDNESDAY',
  jueves: 'THURSDAY',
  viernes: 'FRIDAY',
  sabado: 'SATURDAY',
  sabados: 'SATURDAY',
  domingo: 'SUNDAY',
  domingos: 'SUNDAY',
};
const months = {
  enero: 'JANUARY',
  febrero: 'FEBRUARY',
  marzo: 'MARCH',
  abril: 'APRIL',
  mayo: 'MAY',
  junio: 'JUNE',
  julio: 'JULY',
  agosto: 'AUGUST',
  septiembre: 'SEPTEMBER',
  setiembre: 'SEPTEMBER',
  octubre: 'OCTOBER',
  noviembre: 'NOVEMBER',
  diciembre: 'DECEMBER',
};
const day = `(${alternatives(Object.keys(weekdays))})`;
const month = `(${alternatives(Object.keys(months))})`;
const weekdayOf = entry(weekdays);
const monthOf = entry(months);
const UNITS = new Map([
  ['dia', 'DAYS'],
  ['semana', 'WEEKS'],
  ['mes', 'MONTHS'],
  ['hora', 'HOURS'],
  ['minuto', 'MINUTES'],
]);
const minutes = (word: string) => (word === 'media' ? 30 : word === 'cuarto' ? 15 : Number(word));

export const es: Lexicon = {
  language: 'es',
  words: (
    'hola buenas buenos gracias porfa favor quiero queria quisiera necesito puedo puede podria podeis me te se nos lo los las un una unos unas el ' +
    'la en con sin y pero mejor mas muy si que qué como cuando donde quien cual cuanto cuesta precio cita citas hora horas hueco huecos turno ' +
    'fecha fechas dia dias semana mes otra otro otros otras cambiar cancelar cancela anular anula reservar reserva pedir pido apuntar apunto ' +
    'gustaria llamo nombre soy correo telefono mi es son hay tiene tienen teneis tienes esta este estas estos hoy ayer ahora luego tarde ' +
    'tardes noche noches mediodia antes despues entre sobre hacia desde hasta partir dentro proximo proxima viene siguiente pasado primera ' +
    'primero segunda segundo tercera tercero cuarta cuarto quinta quinto sexta sexto ultima ultimo opcion numero vale claro perfecto correcto ' +
    'confirmo confirma acuerdo bueno igual cualquiera cualquier persona alguien hablar humano posible cuanto pelo quieres sea fuera ' +
    'prefiero tio tia pa wenas ver algo nada nadie todo todos dame tus mis demas clientes instrucciones para por del al ya no ella cortar ' +
    'mechas tinte partes media medias salon'
  ).split(' '),
  letters: /[ñ¿¡]/i,
  numbers: Object.fromEntries(
    (
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte ' +
      'veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta'
    )
      .split(' ')
      .map((word, number) => [word, number]),
  ),
  weekdays,
  months,
  mended: [
    'manana',
    'mediodia',
    'semana',
    'proximo',
    'proxima',
    'despues',
    'temprano',
    'cancelar',
    'cancela',
    'cambiar',
    'reservar',
    'persona',
  ],
  fillers: 'a al de del la las el los en por para pa sobre hacia tipo eso como que dia hora'.split(' '),
  rewritings: [
    [re('x(?= las? )'), 'por'],
    [re('no antes de'), 'a partir de'],
    [re('no (?:mas tarde|despues) de|como (?:muy tarde|maximo)(?: a)?'), 'antes de'],
    [re('pasado manana'), '[IN 2 DAYS]'],
    [
      re('(?:por|de|en|a) las? mananas?|de manana|(?:a )?primera hora|(?<!mas )temprano|tempranito|antes de comer'),
      'MORNING',
    ],
    [re('(?:por|de|en|a) las? tardes?|despues de comer'), 'AFTERNOON'],
    [re('(?:por|de|en|a) las? noches?|despues del trabajo'), 'EVENING'],
    [re('esta manana'), 'TODAY MORNING'],
    [re('esta tarde'), 'TODAY AFTERNOON'],
    [re('esta noche'), 'TODAY EVENING'],
    [re('medio ?dia'), '@12:00!'],
    [re('medianoche'), '@0:00!'],
    [re('hoy'), 'TODAY'],
    [re('manana'), 'TOMORROW'],
    [re('ayer'), 'YESTERDAY'],
    [re('(?:la )?(?:semana que viene|(?:proxima|siguiente) semana|semana (?:proxima|siguiente))'), '[NEXT WEEK]'],
    [re('esta semana'), '[THIS WEEK]'],
    [re('(?:el )?(?:mes que viene|proximo mes|mes (?:proximo|siguiente))'), '[NEXT MONTH]'],
    [re('este mes'), '[THIS MONTH]'],
    [
      re('(?:el )?(?:proximo (?:fin de semana|finde)|(?:fin de semana|finde) (?:que viene|siguiente))'),
      '[NEXT WEEKEND]',
    ],
    [re('(?:este |el )?(?:fin de semana|finde)'), '[THIS WEEKEND]'],
    [re(`(?:el )?(?:proximo|siguiente) ${day}`), (_, word) => `[NEXT ${weekdayOf(word)}]`],
    [re(`(?:el )?${day} (?:que viene|proximo|siguiente)`), (_, word) => `[NEXT ${weekdayOf(word)}]`],
    [re(`este (?:mismo )?${day}`), (_, word) => `[THIS ${weekdayOf(word)}]`],
    [
      re('(?:dentro de|en|de aqui a) (\\d{1,3}|un|una) (dia|semana|mes|hora|minuto)(?:e?s)?'),
      (_, number, unit) => `[IN ${Number(number) || 1} ${UNITS.get(unit)}]`,
    ],
    [
      re(`(?:del? |entre )?(?:el )?(\\d{1,2}) (?:al?|y)(?: el)? (\\d{1,2}) de ${month}`),
      (_, from, to, word) => `[${from} ${monthOf(word)}] TO [${to} ${monthOf(word)}]`,
    ],
    [
      re(`(?:el )?(?:dia )?(\\d{1,2}|1ro|primero) (?:de )?${month}(?: del? (\\d{4}))?`),
      (_, number, word, year) => `[${parseInt(number, 10) || 1} ${monthOf(word)} ${year ?? ''}]`,
    ],
    [re(`(?:en|durante|para) ${month}`), (_, word) => `[MONTH ${monthOf(word)}]`],
    [
      re('(?:de|entre|desde)(?: las?)? (\\d{1,2})(?::(\\d\\d))? (?:a|y|hasta)(?: las?)? (\\d{1,2})(?::(\\d\\d))?'),
      (_, from, fromMinute, to, toMinute) => `BETWEEN ${clock(from, fromMinute)} AND ${clock(to, toMinute)}`,
    ],
    [re('las? (\\d{1,2}) y (media|cuarto|\\d{1,2})'), (_, hour, more) => clock(hour, minutes(more))],
    [re('las? (\\d{1,2}) menos (cuarto|\\d{1,2})'), (_, hour, less) => clockBefore(hour, minutes(less))],
    [re('(cuarto|\\d{1,2}) para las? (\\d{1,2})'), (_, less, hour) => clockBefore(hour, minutes(less))],
    [re('la una y (media|cuarto|\\d{1,2})'), (_, more) => clock('1', minutes(more))],
    [re('la una menos (cuarto|\\d{1,2})'), (_, less) => clockBefore('1', minutes(less))],
    [re('(?<!de )la una(?! de [^l])'), clock('1')],
    [re('las? (\\d{1,2})(?: en punto)?(?: horas)?(?![:.]\\d)'), (_, hour) => clock(hour)],
    [re('(\\d{1,2}) (?=MORNING|AFTERNOON|EVENING)'), (_, hour) => `${clock(hour)} `],
    [re('(?:el )?dia (\\d{1,2})'), (_, number) => `[DAY ${number}]`],
    [re(`${day} (\\d{1,2})(?![:.h\\d])`), (_, word, number) => `${weekdayOf(word)} [DAY ${number}]`],
    [re(day), (_, word) => weekdayOf(word)],
    [re('el (\\d{1,2})(?![:./\\d])'), (_, number) => `[DAY ${number}]`],
    [re('despues(?: del?)?|a partir(?: del?)?|desde|pasadas|mas tarde de'), 'AFTER'],
    [re('antes(?: del?)?|hasta'), 'BEFORE'],
    [re('entre'), 'BETWEEN'],
    [re('y'), 'AND'],
    [re('o'), 'OR'],
  ],
  contrast: re('pero|mejor|sino|aunque|prefiero'),
  negation: re(
    `(?<!ya )no(?! me importa)|ni|tampoco|nunca|imposible|(?:va|viene) (?:mal|fatal)|en (?:vez|lugar) de|excepto|salvo|menos(?= (?:el|los|${day}))`,
  ),
  exception: /(?<=\s)(?=(?:en (?:vez|lugar) de|excepto|salvo|menos (?:el|los)) )/u,
  greeting: re('hola|wenas|buenas(?: (?:tardes|noches))?|buenos dias|buen dia|que tal|hey'),
  intents: {
    book: re(
      'reserv\\p{L}+|agendar|(?:pedir|pido|quiero|querria|coger|sacar|dame|necesito)(?: una| la| un)? (?:cita|hora|turno)',
    ),
    cancel: re('(?:cancel|anul)\\p{L}+|ya no (?:la |lo )?(?:quiero|necesito)'),
    another: re(
      'otr[oa]s? (?:hora|horas|dia|dias|momento|fecha|hueco|horario)|(?:cambi|mov|aplaz)\\p{L}+ (?:la|mi|de) (?:cita|hora|dia|fecha|reserva)|reprogramar|(?<!lo )mas (?:tarde|temprano|pronto)(?! de)',
    ),
    soonest: re(
      'lo antes posible|cuanto antes|lo mas pronto(?: posible)?|(?:el|la) primer[ao]? (?:hueco|hora|cita) (?:libre|disponible)',
    ),
    any: re('(?:me )?da (?:lo mismo|igual)|cualquiera|quien sea|indiferente|cuando sea|cualquier (?:dia|hora)'),
    human: re(
      '(?:hablar|habla|pasarme|paseme|pasame|comunic\\p{L}+) con (?:una persona|alguien|un humano|un agente|una? operador\\p{L}*)|(?:una )?persona (?:real|de verdad)|un humano|atencion al cliente',
    ),
  },
  yes: /^(?:si+p?|claro(?: que si)?|vale|ok|okey|okay|dale|perfecto|correcto|exacto|confirmo|confirmad[oa]|de acuerdo|por supuesto|genial|adelante|esta bien|me parece bien|venga)(?![\p{L}])/u,
  no: /^(?:no|nop|para nada|negativo|incorrecto|que va)(?![\p{L}])/u,
  choice:
    /^(?:quiero |prefiero |me quedo con )?(?:(?:el|la) (?<ordinal>\p{L}+)(?: (?:opcion|hora|hueco|una?))?|(?:(?:la )?opcion|(?:el )?numero|(?:la|el) n[uº°]?m?\.?) ?(?<number>\d{1,2}|\p{L}+))(?: por favor| porfa| gracias)?$/u,
  ordinals: {
    primera: 1,
    primero: 1,
    segunda: 2,
    segundo: 2,
    tercera: 3,
    tercero: 3,
    cuarta: 4,
    cuarto: 4,
    quinta: 5,
    quinto: 5,
    sexta: 6,
    sexto: 6,
    ultima: LAST,
    ultimo: LAST,
  },
  withPerson: /(?:con|a|de)(?: el| la| don| dona)?$/u,
  nameIs: { clear: re('me llamo|mi nombre es|a nombre de'), vague: re('soy|habla') },
  nameParticles: ['de', 'del', 'la', 'las', 'los'],
};
