import { alternatives, clock, clockBefore, entry, LAST, re, type Lexicon } from './lexicon';

const weekdays = {
  monday: 'MONDAY',
  tuesday: 'TUESDAY',
  wednesday: 'WEDNESDAY',
  thursday: 'THURSDAY',
  friday: 'FRIDAY',
  saturday: 'SATURDAY',
  sunday: 'SUNDAY',
  mon: 'MONDAY',
  tue: 'TUESDAY',
  tues: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  thur: 'THURSDAY',
  thurs: 'THURSDAY',
  fri: 'FRIDAY',
};
const months = {
  january: 'JANUARY',
  february: 'FEBRUARY',
  march: 'MARCH',
  april: 'APRIL',
  may: 'MAY',
  june: 'JUNE',
  july: 'JULY',
  august: 'AUGUST',
  september: 'SEPTEMBER',
  october: 'OCTOBER',
  november: 'NOVEMBER',
  december: 'DECEMBER',
  jan: 'JANUARY',
  feb: 'FEBRUARY',
  mar: 'MARCH',
  apr: 'APRIL',
  jun: 'JUNE',
  jul: 'JULY',
  aug: 'AUGUST',
  sep: 'SEPTEMBER',
  sept: 'SEPTEMBER',
  oct: 'OCTOBER',
  nov: 'NOVEMBER',
  dec: 'DECEMBER',
};
const day = `(${alternatives(Object.keys(weekdays))})`;
const month = `(${alternatives(Object.keys(months))})`;
const weekdayOf = entry(weekdays);
const monthOf = entry(months);
const minutes = (word: string) => (word === 'half' ? 30 : word === 'quarter' ? 15 : Number(word));

export const en: Lexicon = {
  language: 'en',
  words: (
    'hi hello hey there good thanks thank please i you we they it is are am do does did have has had can could would will may might want wanna ' +
    'need get gimme give book booking schedule reserve appointment slot slots time times day days week weeks month months another different ' +
    'other change cancel call off name my your this that these those the a an of on at in to for with and or but not no yes yep yeah sure fine ' +
    'okay sounds great works work ahead first second third fourth fifth sixth last one option number before after between around about from ' +
    'until till by next today tonight tomorrow morning afternoon evening night noon lunch half past quarter any anyone anything anybody ' +
    "whoever nope arvo once don't dont can't cant won't mind human person someone somebody talk speak let me how what when where who which much soon possible " +
    'actually rather better instead make ignore previous instructions all show where select now already said user feeling pain come sometime'
  ).split(' '),
  letters: /(?!)/,
  numbers: Object.fromEntries(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
      .split(' ')
      .map((word, number) => [word, number]),
  ),
  weekdays,
  months,
  mended: [
    'tomorrow',
    'today',
    'tonight',
    'morning',
    'afternoon',
    'evening',
    'weekend',
    'fortnight',
    'different',
    'another',
    'cancel',
    'appointment',
    'reschedule',
  ],
  fillers: 'the at on in of for around about roughly by like please ish maybe a'.split(' '),
  rewritings: [
    [re('no (?:earlier|sooner) than|not (?:before|earlier than)'), 'after'],
    [re('no later than|not (?:after|later than)'), 'before'],
    [re('(?:the )?day after tomorrow'), '[IN 2 DAYS]'],
    [re('after work'), 'EVENING'],
    [re('after lunch|arvo'), 'AFTERNOON'],
    [re('before lunch|first thing|early'), 'MORNING'],
    [re('tonight|this evening'), 'TODAY EVENING'],
    [re('this morning'), 'TODAY MORNING'],
    [re('this afternoon'), 'TODAY AFTERNOON'],
    [re('mornings?'), 'MORNING'],
    [re('afternoons?'), 'AFTERNOON'],
    [re('evenings?|at night'), 'EVENING'],
    [re('(?:mid ?day|noon)'), '@12:00!'],
    [re('midnight'), '@0:00!'],
    [re('today'), 'TODAY'],
    [re('tomorrow'), 'TOMORROW'],
    [re('yesterday'), 'YESTERDAY'],
    [re('(?:the )?week after next'), '[AFTERNEXT WEEK]'],
    [re('next weekend|weekend after next'), '[NEXT WEEKEND]'],
    [re('(?:this |the )?weekend'), '[THIS WEEKEND]'],
    [re('next week'), '[NEXT WEEK]'],
    [re('this week'), '[THIS WEEK]'],
    [re('next month'), '[NEXT MONTH]'],
    [re('this month'), '[THIS MONTH]'],
    [
      re(`(?:a|1|(\\d)) weeks? (?:from|after) (?:this )?(?:${day}|(TODAY|TOMORROW))`),
      (_, number, word, near) => `[${number ?? 1} WEEKS FROM ${near ?? weekdayOf(word)}]`,
    ],
    [re(`${day} week`), (_, word) => `[1 WEEKS FROM ${weekdayOf(word)}]`],
    [re(`(?:next|the following) ${day}`), (_, word) => `[NEXT ${weekdayOf(word)}]`],
    [re(`this (?:coming )?${day}`), (_, word) => `[THIS ${weekdayOf(word)}]`],
    [re('in a fortnight|in a fortnight.s time'), '[IN 2 WEEKS]'],
    [re('in a couple of weeks'), '[IN 2 WEEKS]'],
    [
      re("(?:in|within) (?:an?|(\\d{1,3})) (day|week|month|hour|minute)s?'?(?: time)?"),
      (_, number, unit) => `[IN ${number ?? 1} ${unit.toUpperCase()}S]`,
    ],
    [
      re('(\\d{1,3}) (day|week|month)s from (?:now|TODAY)'),
      (_, number, unit) => `[IN ${number} ${unit.toUpperCase()}S]`,
    ],
    [
      re(`(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:to|-|until) (?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}`),
      (_, from, to, word) => `[${from} ${monthOf(word)}] TO [${to} ${monthOf(word)}]`,
    ],
    [
      re(`(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}(?:,? (\\d{4}))?`),
      (_, number, word, year) => `[${number} ${monthOf(word)} ${year ?? ''}]`,
    ],
    [
      re(`${month}\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![:\\d])(?:,? (\\d{4}))?`),
      (_, word, number, year) => `[${number} ${monthOf(word)} ${year ?? ''}]`,
    ],
    [re(`(?:in|during|sometime in|for) ${month}`), (_, word) => `[MONTH ${monthOf(word)}]`],
    [
      re(
        '(?:between|from) (\\d{1,2})(?::(\\d\\d))? (?:and|to|until|till|-) (\\d{1,2})(?::(\\d\\d))?(?: ?([ap])\\.?m\\.?)?',
      ),
      (_, from, fromMinute, to, toMinute, half) =>
        `BETWEEN ${clock(from, fromMinute)} AND ${clock(to, toMinute, half)}`,
    ],
    [re('half past (\\d{1,2})'), (_, hour) => clock(hour, 30)],
    [re('half (\\d{1,2})'), (_, hour) => clock(hour, 30)],
    [re('(?:an? )?(quarter|\\d{1,2}) (?:past|after) (\\d{1,2})'), (_, more, hour) => clock(hour, minutes(more))],
    [
      re('(?:an? )?(quarter|20|25) (?:to|til|till|before) (\\d{1,2})'),
      (_, less, hour) => clockBefore(hour, minutes(less)),
    ],
    // "10 to 4" is a time of day, and a stretch of one.
    [
      re('(5|10) to (\\d{1,2})(?![:.\\d])'),
      (_, less, hour) => `${clockBefore(hour, Number(less))} BETWEEN ${clock(less)} AND ${clock(hour)}`,
    ],
    [re('(\\d{1,2}) to (\\d{1,2})(?![:.\\d])'), (_, from, to) => `BETWEEN ${clock(from)} AND ${clock(to)}`],
    [re("(\\d{1,2}) ?(?:o'?clock|ish)"), (_, hour) => clock(hour)],
    [re('(at|around|about) (\\d{1,2}) or (\\d{1,2})'), (_, _at, one, two) => `${clock(one)} OR ${clock(two)}`],
    [re('(?:at|around|about) (\\d{1,2})(?![:./\\d]|th|st|nd|rd)'), (_, hour) => clock(hour)],
    [
      re('(after|before|until|till|by|from|past) (\\d{1,2})(?![:./\\d]|th|st|nd|rd)'),
      (_, bound, hour) => `${bound} ${clock(hour)}`,
    ],
    [re('(\\d{1,2}) (?=in the (?:MORNING|AFTERNOON|EVENING))'), (_, hour) => `${clock(hour)} `],
    [re('(?:on )?the (\\d{1,2})(?:st|nd|rd|th)'), (_, number) => `[DAY ${number}]`],
    [re('(?:on )?(\\d{1,2})(?:st|nd|rd|th)'), (_, number) => `[DAY ${number}]`],
    [re(day), (_, word) => weekdayOf(word)],
    [re('after|from|past|later than|starting'), 'AFTER'],
    [re('before|until|till|by|earlier than'), 'BEFORE'],
    [re('between'), 'BETWEEN'],
    [re('and'), 'AND'],
    [re('or'), 'OR'],
    [re('to|through|thru'), 'TO'],
  ],
  contrast: re('but|better|rather(?! than)|instead(?! of)|actually|how about|what about|prefer'),
  negation: re(
    "not|don'?t(?! mind| care)|do not(?! mind| care)|doesn'?t|can'?t|cannot|couldn'?t|won'?t|never|neither|nor|no (?=\\p{L})|instead of|" +
      'rather than|except|busy|unavailable|(?:is|are) (?:bad|no good|out)',
  ),
  exception: /(?<=\s)(?=(?:instead of|rather than|except) )/u,
  greeting: re('hi|hello|hey|good (?:morning|afternoon|evening)|howdy'),
  intents: {
    book: re('book|booking|schedule|reserve|(?:an )?appointment'),
    cancel: re('cancel|cancell?ation|call (?:it|this|that) off|call off'),
    another: re(
      '(?:another|different|other) (?:time|times|day|days|date|slot|slots|hour)|(?:change|move) (?:the|my) (?:time|day|date|appointment|booking)|reschedule|something else|anything (?:later|earlier|else)|(?:later|earlier) (?:slot|time|one)',
    ),
    soonest: re('as soon as possible|asap|(?:the )?(?:soonest|earliest)(?: possible| slot| time)?|first available'),
    any: re(
      "any ?one|any ?body|whoever|whenever|(?:i )?(?:don'?t|do not) (?:mind|care)|no preference|any (?:time|day) (?:is fine|works|will do)",
    ),
    human: re(
      '(?:talk|speak|chat) (?:to|with) (?:a |an |some ?)?(?:human|person|real person|agent|operator|body|one|representative|staff)|(?:a )?(?:human|real person)',
    ),
  },
  yes: /^(?:yes|yep|yeah|yup|sure|ok|okay|correct|confirm(?:ed)?|go ahead|sounds (?:good|great)|perfect|great|absolutely|that works|that's right|please do|book it)(?![\p{L}'])/u,
  no: /^(?:no|nope|nah|not really|wrong|incorrect)(?![\p{L}'])/u,
  choice:
    /^(?:i'?ll take |i want |i'd like |let's do )?(?:(?:the )?(?<ordinal>\p{L}+)(?: (?:one|option|slot|time))?|(?:the )?(?:option|number|no\.?|choice|#) ?(?<number>\d{1,2}|\p{L}+))(?: please| thanks| works| is fine)?$/u,
  ordinals: { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, last: LAST },
  withPerson: /(?:with|by|see)(?: dr\.?| doctor| mr\.?| ms\.?| mrs\.?)?$/u,
  nameIs: {
    clear: re("my name is|my name's|name is|i am called|under the name(?: of)?"),
    vague: re("i'm|i am|this is|it's"),
  },
  nameParticles: ['de', 'van', 'von', 'der', 'la'],
};
