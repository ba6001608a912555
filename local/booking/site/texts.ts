export const LANGUAGES = ['es', 'en', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Texts {
  /** Of the language, in itself. */
  readonly name: string;
  readonly title: { readonly languages: string; readonly businesses: string; readonly hours: string };
  readonly lead: string;
  readonly offers: string;
  readonly hint: string;
  readonly about: string;
}

/** What each business's page says. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  es: {
    name: 'Español',
    title: { languages: 'Idioma', businesses: 'Otras páginas', hours: 'Horario' },
    lead: 'Reserva en un minuto, a cualquier hora: escribe en el chat qué quieres y cuándo te viene bien.',
    offers: 'Lo que hacemos',
    hint: 'El botón de abajo abre el chat. Prueba con: «Quiero un corte con Ana mañana por la tarde».',
    about: 'Una página de ejemplo. El chat está en ella con la misma línea que pegaría el dueño del negocio.',
  },
  en: {
    name: 'English',
    title: { languages: 'Language', businesses: 'Other pages', hours: 'Opening hours' },
    lead: 'Book in a minute, at any hour: tell the chat what you would like, and when it suits you.',
    offers: 'What we do',
    hint: 'The button below opens the chat. Try: “The first free time tomorrow, please”.',
    about: 'An example page. The chat is on it by the very line that the owner of the business would paste.',
  },
  pt: {
    name: 'Português',
    title: { languages: 'Idioma', businesses: 'Outras páginas', hours: 'Horário' },
    lead: 'Agende em um minuto, a qualquer hora: diga no chat o que você quer e quando é melhor para você.',
    offers: 'O que fazemos',
    hint: 'O botão abaixo abre o chat. Experimente: “O primeiro horário livre amanhã, por favor”.',
    about: 'Uma página de exemplo. O chat está nela com a mesma linha que o dono do negócio colaria.',
  },
};

interface Offer {
  readonly welcome: string;
  readonly services: readonly { readonly name: string; readonly detail: string }[];
  readonly hours: string;
}

/** What the page of each business at start says of it, by its id. */
export const OFFERS: Readonly<Record<string, Readonly<Record<Language, Offer>>>> = {
  'peluqueria-ana': {
    es: {
      welcome: 'Tu pelo, en buenas manos',
      services: [
        { name: 'Corte', detail: '30 minutos, con Ana o Luis' },
        { name: 'Tinte', detail: '90 minutos, con Ana o Luis' },
      ],
      hours: 'De lunes a sábado, de 9:00 a 13:00 y de 14:00 a 18:00. Madrid.',
    },
    en: {
      welcome: 'Your hair, in good hands',
      services: [
        { name: 'Corte', detail: 'a haircut: 30 minutes, with Ana or Luis' },
        { name: 'Tinte', detail: 'a colour: 90 minutes, with Ana or Luis' },
      ],
      hours: 'Monday to Saturday, 9:00 to 13:00 and 14:00 to 18:00. Madrid.',
    },
    pt: {
      welcome: 'Seu cabelo, em boas mãos',
      services: [
        { name: 'Corte', detail: '30 minutos, com Ana ou Luis' },
        { name: 'Tinte', detail: 'coloração: 90 minutos, com Ana ou Luis' },
      ],
      hours: 'De segunda a sábado, das 9:00 às 13:00 e das 14:00 às 18:00. Madri.',
    },
  },
  'oficina-central': {
    es: {
      welcome: 'Tu coche, listo para seguir',
      services: [{ name: 'Troca de óleo', detail: 'cambio de aceite: 45 minutos, con Rui' }],
      hours: 'De lunes a sábado, de 9:00 a 13:00 y de 14:00 a 18:00. São Paulo.',
    },
    en: {
      welcome: 'Your car, ready for the road',
      services: [{ name: 'Troca de óleo', detail: 'an oil change: 45 minutes, with Rui' }],
      hours: 'Monday to Saturday, 9:00 to 13:00 and 14:00 to 18:00. São Paulo.',
    },
    pt: {
      welcome: 'Seu carro, pronto para a estrada',
      services: [{ name: 'Troca de óleo', detail: '45 minutos, com Rui' }],
      hours: 'De segunda a sábado, das 9:00 às 13:00 e das 14:00 às 18:00. São Paulo.',
    },
  },
};
