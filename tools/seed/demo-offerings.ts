/** A run of a demonstration course; days are counted from the day of loading, so that there is always something open. */
export interface DemoOffering {
  readonly course: string;
  /** The organiser, by its name. */
  readonly organiser: string;
  readonly languages: readonly string[];
  readonly place: { readonly kind: string; readonly country?: string; readonly city?: string; readonly venue?: string };
  readonly registration?: readonly [number, number];
  readonly dates?: readonly [number, number];
  readonly seats?: number;
  readonly fee?: { readonly amount: string; readonly currency: string };
  /** Whether it is opened at once or stays planned. */
  readonly open: boolean;
}

const online = { kind: 'online' };

/** Open-ended, online, hybrid and on-site runs; free and paid; open and still planned. */
export const demoOfferings: readonly DemoOffering[] = [
  {
    course: 'DEMO-CYB-101',
    organiser: 'Telecommunication Development Bureau',
    languages: ['ar', 'zh', 'en', 'fr', 'ru', 'es'],
    place: online,
    open: true,
  },
  {
    course: 'DEMO-SPM-101',
    organiser: 'Radiocommunication Bureau',
    languages: ['en', 'fr'],
    place: online,
    open: true,
  },
  {
    course: 'DEMO-SPM-201',
    organiser: 'Example Centre for Spectrum Training',
    languages: ['en'],
    place: { kind: 'hybrid', country: 'KE', city: 'Nairobi', venue: 'Example hall' },
    registration: [0, 40],
    dates: [60, 81],
    seats: 30,
    fee: { amount: '450.00', currency: 'USD' },
    open: true,
  },
  {
    course: 'DEMO-QOS-201',
    organiser: 'Example Cyber Academy',
    languages: ['en'],
    place: online,
    registration: [0, 20],
    dates: [30, 51],
    seats: 40,
    fee: { amount: '150.00', currency: 'USD' },
    open: true,
  },
  {
    course: 'DEMO-REG-202',
    organiser: 'Centre exemple de régulation',
    languages: ['fr'],
    place: { kind: 'hybrid', country: 'SN', city: 'Dakar', venue: 'Salle exemple' },
    registration: [14, 60],
    dates: [90, 94],
    seats: 35,
    open: false,
  },
  {
    course: 'DEMO-EMT-101',
    organiser: 'Telecommunication Development Bureau',
    languages: ['en', 'fr', 'es'],
    place: online,
    open: true,
  },
];
