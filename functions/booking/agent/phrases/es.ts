import { writer, type Phrases } from './phrases';

const write = writer({
  locale: 'es-ES',
  time: (hour, minute) => `${hour}:${minute}`,
  at: (date, time) => `${date} a las ${time}`,
  range: (from, to) => `de ${from} a ${to}`,
  from: (time) => `desde las ${time}`,
  until: (time) => `antes de las ${time}`,
  parts: { morning: 'por la mañana', afternoon: 'por la tarde', evening: 'por la noche' },
  withPerson: 'con',
});

export const es: Phrases = {
  greet: () => '¡Hola! Te ayudo a reservar tu cita.',
  notUnderstood: () => 'Perdona, no te he entendido.',
  offerHuman: () => 'Si lo prefieres, escribe «hablar con una persona» y te atenderá alguien del equipo.',
  tooLong: () => 'Ese mensaje es demasiado largo. Dímelo en pocas palabras, por favor.',
  stale: () => 'Mientras escribías, la conversación ha seguido en otra ventana. Así está ahora:',
  past: () => 'Esa fecha ya ha pasado.',
  tooFar: () => 'Todavía no se puede reservar para esa fecha.',
  notADay: () => 'No reconozco esa fecha.',
  askService: ({ services }) =>
    services.length > 0 ? `¿Qué servicio quieres?\n${write.list(services)}` : 'Aquí todavía no se puede reservar nada.',
  askProvider: ({ service, providers }) =>
    `¿Con quién quieres ${service}?\n${write.list([...providers, 'Me da igual'])}`,
  notOffered: ({ service, provider }) =>
    service ? `${provider} no ofrece ${service}.` : `${provider} no ofrece ese servicio.`,
  onlyService: ({ service }) => `Aquí se reserva ${service}.`,
  askTime: () => '¿Qué día y a qué hora te viene bien?',
  askName: ({ perhaps }) => (perhaps ? `¿A nombre de quién? Si es ${perhaps}, escribe «sí».` : '¿A nombre de quién?'),
  askContact: ({ perhaps }) =>
    perhaps
      ? `¿Me das un teléfono o un correo? Si es el ${perhaps}, escribe «sí».`
      : '¿Me das un teléfono o un correo?',
  askChange: () => '¿Qué quieres cambiar: el servicio, la persona, el día o la hora?',
  full: () => 'A esa hora no queda nada libre.',
  gone: () => 'Lo siento, esa hora se acaba de ocupar.',
  nothingFree: () => 'No queda nada libre en esos días.',
  unavailable: () => 'Ahora mismo nadie ofrece ese servicio.',
  dropped: () => 'De acuerdo, lo dejamos. No se ha reservado nada.',
  cancelled: () => 'Tu cita está cancelada.',
  withdrawn: ({ booking }) =>
    `Tu cita se ha cancelado: ${booking.service}, ${write.time(booking)}. Para pedir otra, escribe «reservar».`,
  kept: () => 'De acuerdo, la cita sigue en pie.',
  notCancelled: () => 'Esa cita ya no se puede cancelar por aquí.',
  offer: ({ times }) =>
    times.length === 1
      ? `Esta hora está libre: ${write.time(times[0]!)}. ¿Te va bien?`
      : `Estas horas están libres. ¿Cuál prefieres?\n${write.list(times.map(write.time))}`,
  which: ({ choices }) =>
    choices.length === 1
      ? `¿Te refieres a ${write.choice(choices[0]!)}?`
      : `¿A cuál te refieres?\n${write.list(choices.map(write.choice))}`,
  confirm: ({ request }) =>
    `${request.isMove ? 'Cambio tu cita por' : 'Reservo'}: ${request.service}, ${write.time(request)}, a nombre de ${request.name} (${[request.phone, request.email].filter(Boolean).join(', ')}). ¿Es correcto?`,
  booked: ({ booking }) => `Tienes cita: ${booking.service}, ${write.time(booking)}.`,
  confirmCancel: ({ booking }) => `¿Cancelo tu cita de ${booking.service}, ${write.time(booking)}?`,
  handedOver: () =>
    'Desde aquí no puedo pasarte con nadie. Contacta con nosotros directamente; si quieres seguir conmigo, escribe «reservar».',
  withHuman: () =>
    'Aquí no lee nadie del equipo. Contacta con nosotros directamente; si quieres seguir conmigo, escribe «reservar».',
  tryAgain: () =>
    'Algo no ha funcionado y no sé aún si ha quedado hecho. Escríbeme otra vez en un momento y lo compruebo.',
};
