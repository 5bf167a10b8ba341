/**
 * The countries of each ITU-D region, as ISO 3166-1 alpha-2 codes: the 194 Member States and the State of Palestine,
 * which takes part in the Arab States region. It differs from the United Nations' geographic regions: Algeria is in the
 * Arab States, Israel and Georgia in Europe, Armenia and Uzbekistan in CIS.
 */
export const regionMembers = {
  AFR: `AO BF BI BJ BW CD CF CG CI CM CV ER ET GA GH GM GN GQ GW KE LR LS
    MG ML MU MW MZ NA NE NG RW SC SL SN SS ST SZ TD TG TZ UG ZA ZM ZW`,
  AMS: `AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT US UY VC VE`,
  ARB: `AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE`,
  ASP: `AF AU BD BN BT CN FJ FM ID IN IR JP KH KI KP KR LA LK MH MM MN MV MY NP NR NZ PG PH PK PW SB SG TH TL TO TV VN
    VU WS`,
  CIS: `AM AZ BY KG KZ RU TJ TM UZ`,
  EUR: `AD AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT
    RO RS SE SI SK SM TR UA VA`,
} as const;
