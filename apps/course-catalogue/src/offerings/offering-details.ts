/** Where an offering takes place. */
export const placeKinds = ['online', 'on-site', 'hybrid'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface Place {
  kind: PlaceKind;
  country: string | null;
  city: string | null;
  venue: string | null;
}

export interface Fee {
  /** A decimal number as text, so that nobody rounds it. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

/** The calendar days of an offering, `2027-03-01`; days compare like their texts. */
export interface OfferingDays {
  /** Null, like the end, when it is open-ended: it starts whenever a learner does. */
  startsOn: string | null;
  endsOn: string | null;
  registrationOpensOn: string | null;
  registrationClosesOn: string | null;
}

/** What an editor says of an offering. */
export interface OfferingDetails extends OfferingDays {
  place: Place;
  languages: string[];
  /** Null when there is no limit. */
  seats: number | null;
  /** Null when it is free. */
  fee: Fee | null;
  organiserIds: string[];
}
