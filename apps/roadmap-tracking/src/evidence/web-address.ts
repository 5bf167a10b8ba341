const longest = 2_000;

/** What is wrong with a web address that people shall follow, if anything. */
export function webAddressFault(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value))
    return 'must be a web address that begins with https:// or http://';
  if (value.length > longest) return `must have at most ${longest} characters`;
  // The parser takes both away; what is shown must be what is followed.
  if (/[\s\\]/.test(value)) return 'must hold no blanks and no backslashes';
  const { username, password } = new URL(value);
  return username !== '' || password !== '' ? 'must not hold a name or a password' : undefined;
}
