import type { ExtractionContext, Language } from '../../../../../functions/booking/agent/extractor';

type Business = Pick<ExtractionContext, 'services' | 'providers' | 'opens'> & { readonly language: Language };

const salon: Business = {
  language: 'es',
  opens: { from: '09:00', to: '20:00' },
  services: [
    { id: 'corte', name: 'Corte de pelo', synonyms: ['cortar el pelo', 'cortarme el pelo'] },
    { id: 'tinte', name: 'Tinte', synonyms: ['color', 'coloración'] },
    { id: 'mechas', name: 'Mechas' },
    { id: 'barba', name: 'Arreglo de barba' },
    { id: 'manicura', name: 'Manicura' },
  ],
  providers: [
    { id: 'ana', name: 'Ana' },
    { id: 'luis', name: 'Luis' },
    { id: 'domingo', name: 'Domingo' },
  ],
};
const dentist: Business = {
  language: 'en',
  opens: { from: '08:00', to: '18:00' },
  services: [
    { id: 'cleaning', name: 'Teeth cleaning', synonyms: ['hygiene'] },
    { id: 'checkup', name: 'Check-up', synonyms: ['checkup', 'exam'] },
    { id: 'whitening', name: 'Whitening' },
    { id: 'filling', name: 'Filling' },
    { id: 'root', name: 'Root canal' },
  ],
  providers: [
    { id: 'chen', name: 'Dr. Chen' },
    { id: 'patel', name: 'Dr. Patel' },
    { id: 'may', name: 'May Brooks' },
  ],
};
const garage: Business = {
  language: 'pt',
  opens: { from: '08:00', to: '18:00' },
  services: [
    { id: 'oleo', name: 'Troca de óleo', synonyms: ['trocar o óleo'] },
    { id: 'pneus', name: 'Troca de pneus', synonyms: ['trocar os pneus'] },
    { id: 'freios', name: 'Revisão dos freios' },
    { id: 'alinhamento', name: 'Alinhamento e balanceamento' },
    { id: 'lavagem', name: 'Lavagem' },
  ],
  providers: [
    { id: 'joao', name: 'João' },
    { id: 'marcos', name: 'Marcos' },
    { id: 'marcia', name: 'Márcia' },
  ],
};

/** Businesses, each in its language and its time zone, at one instant. */
export const worlds = {
  /** A Wednesday, 10:00 in Madrid. */
  salon: { ...salon, zone: 'Europe/Madrid', now: Date.parse('2026-06-10T08:00:00Z') },
  /** Saturday, 11:00: the night to come has no 02:00 to 03:00. */
  'salon before summer time': { ...salon, zone: 'Europe/Madrid', now: Date.parse('2026-03-28T10:00:00Z') },
  /** Friday the 30th, 10:00: in a month there is no such day. */
  'salon at the end of January': { ...salon, zone: 'Europe/Madrid', now: Date.parse('2026-01-30T09:00:00Z') },
  /** Friday 2027-01-01, 00:30, while it is still 2026 in UTC. */
  'salon after midnight of New Year': { ...salon, zone: 'Europe/Madrid', now: Date.parse('2026-12-31T23:30:00Z') },
  /** A Wednesday, 10:00 in New York. */
  dentist: { ...dentist, zone: 'America/New_York', now: Date.parse('2026-06-10T14:00:00Z') },
  /** Saturday, 12:00: the night to come has two 01:00 to 02:00. */
  'dentist before winter time': { ...dentist, zone: 'America/New_York', now: Date.parse('2026-10-31T16:00:00Z') },
  /** Saturday 2026-02-28, 23:30, while it is March already in UTC. */
  'dentist late in February': { ...dentist, zone: 'America/New_York', now: Date.parse('2026-03-01T04:30:00Z') },
  /** A Wednesday, 10:00 in São Paulo. */
  garage: { ...garage, zone: 'America/Sao_Paulo', now: Date.parse('2026-06-10T13:00:00Z') },
  /** Thursday 2026-12-31, 12:00. */
  'garage at the end of the year': { ...garage, zone: 'America/Sao_Paulo', now: Date.parse('2026-12-31T15:00:00Z') },
} as const satisfies Record<string, Omit<ExtractionContext, 'asked'>>;

export type World = keyof typeof worlds;
