import * as z from 'zod/mini';
import { INTENTS, LANGUAGES, sure, type Extraction, type ExtractionContext, type Intent } from '../extractor';
import { readEnglishWhen, readNamed } from '../rules/restated';

/** What a model is let to call, and has to. Nobody else does: it only fills in what a message says. */
export const TOOL = 'record_what_the_message_says';

/** `tooLong` is not read off a message. */
const SAYABLE = INTENTS.filter((intent) => intent !== 'tooLong');
/** Characters of one field: more than a whole message needs for it. */
const LONGEST_FIELD = 200;

const phrase = (description: string) => ({ type: 'string', maxLength: LONGEST_FIELD, description });

/** JSON schema of its input: the fields of an extraction that are not the rules' alone. */
export const INPUT = {
  type: 'object',
  properties: {
    language: { type: 'string', enum: LANGUAGES, description: 'The language that the message is written in.' },
    intents: {
      type: 'array',
      items: { type: 'string', enum: SAYABLE },
      description:
        'What the visitor wants. greet: says hello. book: an appointment. cancel: cancel one, or stop. another: another time than was ' +
        'offered or booked. soonest: the first time there is. any: whoever or whenever, no preference. human: to speak with a person.',
    },
    service: phrase('The wanted service, by its name in the list of services; several names if it is unclear which.'),
    provider: phrase('The wanted person, by the name in the list of providers; several names if it is unclear which.'),
    days: phrase(
      'The wanted day or days, put into English and as vague as they were said: "friday", "next friday", "the day after tomorrow", ' +
        '"june 12", "the 12th", "next week", "friday or saturday". Name months; do not work out dates.',
    ),
    hours: phrase(
      'The wanted time of day, put into English and as vague as it was said: "at 5", "5:30 pm", "after 17:00", "between 10 and 12", ' +
        '"in the morning". Do not add am or pm that was not said.',
    ),
    except: phrase('Days that were said not to suit, as in days.'),
    name: phrase("The visitor's own name, exactly as it was typed."),
    choice: { type: 'integer', minimum: 1, description: 'The number of the shown option that the visitor takes.' },
  },
} as const;

/** An empty field, or null, is one that is missing. */
const field = z.pipe(
  z.nullish(z.string().check(z.maxLength(LONGEST_FIELD))),
  z.transform((text) => text?.trim() || undefined),
);
const said = z.object({
  language: z.nullish(z.string()),
  intents: z.nullish(z.array(z.string()).check(z.maxLength(20))),
  service: field,
  provider: field,
  days: field,
  hours: field,
  except: field,
  name: field,
  choice: z.nullish(z.int()),
});

/**
 * What a model has filled in, as the rules read it: names are those of the business, days and times are real or a question. What is not in
 * the schema is dropped.
 *
 * @returns undefined when it has not the shape
 */
export function readInput(input: unknown, context: ExtractionContext): Extraction | undefined {
  const parsed = said.safeParse(input);
  if (!parsed.success) return undefined;
  const { intents, service, provider, days, hours, except, name, choice } = parsed.data;
  const language = LANGUAGES.find((one) => one === parsed.data.language);
  const theService = service && readNamed(service, context.services);
  const theProvider = provider && readNamed(provider, context.providers);
  const unsuitable = except && readEnglishWhen(except, context).days;
  return {
    ...(language && { language }),
    intents: SAYABLE.filter((intent: Intent) => intents?.includes(intent)),
    ...(theService && { service: theService }),
    ...(theProvider && { provider: theProvider }),
    ...readEnglishWhen([days, hours].join(' '), context), // what belongs together is read together
    ...(unsuitable && { except: unsuitable.sure ? [unsuitable.value] : unsuitable.candidates }),
    ...(name && { name: sure(name) }),
    ...(choice && { choice: sure(choice) }),
  };
}
