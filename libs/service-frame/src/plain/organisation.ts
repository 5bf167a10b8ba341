/** A bureau's code, or a centre's or partner's identifier: what a token's unit may be. */
export const unitPattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
export const unitShape = 'must be a unit such as BDT or the identifier of an organisation';
