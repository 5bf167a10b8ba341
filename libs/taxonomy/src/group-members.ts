/**
 * The members of the country groups of the United Nations, as ISO 3166-1 alpha-2 codes. Since when is not recorded and
 * open. `left` holds those that have graduated, with the first day on which they were no member any more; it goes back
 * to the first graduation. Announced graduations are entered when they have happened.
 */
export const groupMembers = {
  LDC: {
    members: `AF AO BD BF BI BJ CD CF DJ ER ET GM GN GW HT KH KI KM LA LR LS MG ML MM MR MW MZ NE NP RW SB SD SL SN SO
      SS TD TG TL TV TZ UG YE ZM`,
    left: {
      BW: '1994-12-19',
      CV: '2007-12-20',
      MV: '2011-01-01',
      WS: '2014-01-01',
      GQ: '2017-06-04',
      VU: '2020-12-04',
      BT: '2023-12-13',
      ST: '2024-12-13',
    },
  },
  LLDC: {
    members: `AF AM AZ BF BI BO BT BW CF ET KG KZ LA LS MD MK ML MN MW NE NP PY RW SS SZ TD TJ TM UG UZ ZM ZW`,
    left: {},
  },
  SIDS: {
    members: `AG AI AS AW BB BQ BS BZ CK CU CV CW DM DO FJ FM GD GU GW GY HT JM KI KM KN LC MH MP MS MU MV NC NR NU PF
      PG PR PW SB SC SG SR ST SX TL TO TT TV VC VG VI VU WS`,
    left: {},
  },
} as const satisfies Record<string, { members: string; left: Readonly<Record<string, string>> }>;
