import { slotKey } from '../../../../functions/booking/agent/slots';
import { Business, kinds, Tab } from './support/business';
import type { World } from './support/worlds';

interface Conversation {
  readonly in: World;
  /** What the visitor says, and the kinds of the replies. Before a line with a star, somebody else books what was shown. */
  readonly lines: readonly (readonly [says: string, replies: string, taken?: '*'])[];
  /** What stands at the end. */
  readonly stands: readonly string[];
}

const conversations: Record<string, Conversation> = {
  'Spanish, to a booking': {
    in: 'salon',
    lines: [
      ['hola', 'greet askService'],
      ['un corte de pelo', 'askProvider'],
      ['con Luis', 'askTime'],
      ['el viernes por la tarde', 'offer'],
      ['la segunda', 'askName'],
      ['Carla Gil', 'askContact'],
      ['600 123 456', 'confirm'],
      ['sí', 'booked'],
    ],
    stands: ['corte luis 2026-06-12 12:30 Carla Gil 600123456'],
  },
  'English, to a booking': {
    in: 'dentist',
    lines: [
      ['Hi', 'greet askService'],
      ['a teeth cleaning with Dr. Chen next Friday at 3pm', 'which'],
      ['the first', 'askName'],
      ["I'm Bob Stone, bob@example.com", 'confirm'],
      ['yes please', 'booked'],
    ],
    stands: ['cleaning chen 2026-06-12 15:00 Bob Stone bob@example.com'],
  },
  'Portuguese, to a booking': {
    in: 'garage',
    lines: [
      ['oi', 'greet askService'],
      ['troca', 'which'],
      ['troca de óleo', 'askProvider'],
      ['tanto faz', 'askTime'],
      ['amanhã', 'offer'],
      ['a das 10h', 'askName'],
      ['Beatriz Lopes', 'askContact'],
      ['11 91234-5678', 'confirm'],
      ['sim', 'booked'],
    ],
    stands: ['oleo joao 2026-06-11 10:00 Beatriz Lopes 11912345678'],
  },
  'all in one message': {
    in: 'salon',
    lines: [
      ['Quiero un tinte con Ana el viernes a las 11. Me llamo Eva Ruiz, eva@example.com', 'confirm'],
      ['vale', 'booked'],
    ],
    stands: ['tinte ana 2026-06-12 11:00 Eva Ruiz eva@example.com'],
  },
  'Spanish, corrected': {
    in: 'salon',
    lines: [
      ['corte con Ana mañana a las 10, soy Eva Ruiz, 600 123 456', 'confirm'],
      ['no, mejor el viernes', 'confirm'],
      ['sí pero a las 6', 'confirm'],
      ['no', 'askChange'],
      ['con Luis', 'confirm'],
      ['quiero mechas, no corte', 'confirm'],
      ['me llamo Eva Ruiz Gil', 'confirm'],
      ['sí, perfecto', 'booked'],
    ],
    stands: ['mechas luis 2026-06-12 18:00 Eva Ruiz Gil 600123456'],
  },
  'English, corrected': {
    in: 'dentist',
    lines: [
      ["a filling with Patel tomorrow at 3, I'm Bob Stone, bob@example.com", 'confirm'],
      ['yes?', 'notUnderstood confirm'],
      ['no, better Monday', 'confirm'],
      ["actually, I can't on Monday", 'askTime'],
      ['Tuesday at 4pm', 'confirm'],
      ['yes', 'booked'],
    ],
    stands: ['filling patel 2026-06-16 16:00 Bob Stone bob@example.com'],
  },
  'Portuguese, corrected': {
    in: 'garage',
    lines: [
      ['lavagem com Marcos na sexta às 9h, me chamo Rui Prado, rui@example.com', 'confirm'],
      ['sim, mas às 15h', 'confirm'],
      ['não, melhor na quinta', 'confirm'],
      ['isso', 'booked'],
    ],
    stands: ['lavagem marcos 2026-06-11 15:00 Rui Prado rui@example.com'],
  },
  'Spanish, another time, before and after': {
    in: 'salon',
    lines: [
      ['manicura con Ana mañana', 'offer'],
      ['otra hora', 'offer'],
      ['la primera', 'askName'],
      ['me llamo Eva Ruiz, 600 123 456', 'confirm'],
      ['sí', 'booked'],
      ['quiero cambiar la hora', 'askTime'],
      ['el sábado a las 10', 'confirm'],
      ['sí', 'booked'],
    ],
    stands: ['manicura ana 2026-06-13 10:00 Eva Ruiz 600123456'],
  },
  'English, another time': {
    in: 'dentist',
    lines: [
      ["a whitening with May Brooks on Friday at 3pm, I'm Bob Stone, bob@example.com", 'confirm'],
      ['another time', 'offer'],
      ['2', 'confirm'],
      ['yes', 'booked'],
      ['can I move my appointment to Monday at 9?', 'confirm'],
      ['sure', 'booked'],
    ],
    stands: ['whitening may 2026-06-15 09:00 Bob Stone bob@example.com'],
  },
  'Portuguese, another time': {
    in: 'garage',
    lines: [
      ['lavagem com a Márcia amanhã de tarde', 'offer'],
      ['outro horário', 'offer'],
      ['a última', 'askName'],
      ['meu nome é Rui Prado, rui@example.com', 'confirm'],
      ['pode marcar', 'booked'],
    ],
    stands: ['lavagem marcia 2026-06-11 16:30 Rui Prado rui@example.com'],
  },
  'Spanish, taken by somebody else before the yes': {
    in: 'salon',
    lines: [
      ['corte con Ana mañana a las 10, soy Eva Ruiz, 600 123 456', 'confirm'],
      ['sí', 'gone offer', '*'],
      ['a las 11', 'confirm'],
      ['sí', 'booked'],
    ],
    stands: ['corte ana 2026-06-11 11:00 Eva Ruiz 600123456'],
  },
  'English, taken by somebody else before the yes': {
    in: 'dentist',
    lines: [
      ["a filling with Patel tomorrow at 3, I'm Bob Stone, bob@example.com", 'confirm'],
      ['yes', 'gone offer', '*'],
      ['yes', 'notUnderstood offer'],
      ['the first one', 'confirm'],
      ['yes', 'booked'],
    ],
    stands: ['filling patel 2026-06-11 13:30 Bob Stone bob@example.com'],
  },
  'Portuguese, taken by somebody else before the yes': {
    in: 'garage',
    lines: [
      ['lavagem com Marcos na sexta às 9h, me chamo Rui Prado, rui@example.com', 'confirm'],
      ['sim', 'gone offer', '*'],
      ['1', 'confirm'],
      ['sim', 'booked'],
    ],
    stands: ['lavagem marcos 2026-06-12 08:00 Rui Prado rui@example.com'],
  },
  'Spanish, cancelled': {
    in: 'salon',
    lines: [
      ['corte con Ana mañana a las 10, soy Eva Ruiz, 600 123 456', 'confirm'],
      ['cancela', 'dropped'],
      ['corte con Ana mañana a las 10', 'confirm'],
      ['sí', 'booked'],
      ['cancela la cita', 'confirmCancel'],
      ['no', 'kept booked'],
      ['quiero anular la cita', 'confirmCancel'],
      ['sí', 'cancelled'],
    ],
    stands: [],
  },
  'English, cancelled': {
    in: 'dentist',
    lines: [
      ["a filling with Patel tomorrow at 3, I'm Bob Stone, bob@example.com", 'confirm'],
      ['yes', 'booked'],
      ['please cancel my appointment', 'confirmCancel'],
      ['yes?', 'confirmCancel'],
      ['yes, tomorrow', 'confirmCancel'],
      ['yes', 'cancelled'],
      ['yes', 'greet askService'],
    ],
    stands: [],
  },
  'Portuguese, cancelled': {
    in: 'garage',
    lines: [
      ['lavagem com Marcos na sexta às 9h, me chamo Rui Prado, rui@example.com', 'confirm'],
      ['sim', 'booked'],
      ['pode desmarcar', 'confirmCancel'],
      ['sim', 'cancelled'],
    ],
    stands: [],
  },
  'Spanish, to a person': {
    in: 'salon',
    lines: [
      ['un corte', 'askProvider'],
      ['quiero hablar con una persona', 'handedOver'],
      ['hola?', 'withHuman'],
      ['reservar', 'askProvider'],
    ],
    stands: [],
  },
  'English, to a person': {
    in: 'dentist',
    lines: [
      ["a filling with Patel tomorrow at 3, I'm Bob Stone, bob@example.com", 'confirm'],
      ['can I talk to a human', 'handedOver'],
      ['yes', 'withHuman'],
      ['book', 'confirm'],
      ['yes', 'booked'],
    ],
    stands: ['filling patel 2026-06-11 15:00 Bob Stone bob@example.com'],
  },
  'Portuguese, to a person': {
    in: 'garage',
    lines: [
      ['xyzzy', 'greet askService'],
      ['xyzzy', 'notUnderstood askService'],
      ['plugh', 'notUnderstood askService'],
      ['foo', 'notUnderstood offerHuman askService'],
      ['falar com uma pessoa', 'handedOver'],
    ],
    stands: [],
  },
  'days that do not do': {
    in: 'salon',
    lines: [
      ['corte con Ana', 'askTime'],
      ['ayer', 'past askTime'],
      ['el 30 de febrero', 'notADay askTime'],
      ['el 3/3/2030', 'tooFar askTime'],
      ['a las 8 el viernes', 'which'],
      ['1', 'full offer'],
    ],
    stands: [],
  },
};

/** Others book what the conversation has shown. */
const takeShown = (tab: Tab) => tab.business.taken.add(slotKey(tab.state!.shown!.slot));

describe.each(Object.entries(conversations))('%s', (_, { in: world, lines, stands }) => {
  test('goes to its end', async () => {
    const tab = new Tab(new Business(world));
    for (const [says, replies, taken] of lines) {
      if (taken) takeShown(tab);
      expect([says, kinds(await tab.says(says))]).toEqual([says, replies]);
    }
    expect(tab.business.standing()).toEqual(stands);
  });

  test('goes on in a window that is loaded anew, after every message', async () => {
    const business = new Business(world);
    let asked: string | undefined;
    for (const [says, replies, taken] of lines) {
      const tab = new Tab(business);
      const shown = await tab.reloads();
      if (asked) expect(shown.replies.at(-1)?.kind).toBe(asked);
      if (taken) takeShown(tab);
      const answer = await tab.says(says);
      expect([says, kinds(answer)]).toEqual([says, replies]);
      const { kind } = answer.replies.at(-1)!;
      asked = kind === 'cancelled' || kind === 'dropped' ? 'greet' : kind === 'handedOver' ? 'withHuman' : kind;
    }
    expect(business.standing()).toEqual(stands);
  });
});
