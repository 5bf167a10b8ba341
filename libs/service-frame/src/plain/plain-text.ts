// Line breaks and tabs are text; other control characters are not, and PostgreSQL cannot store the first of them.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

// A text that reads otherwise than it is written could pass for another one. Arabic needs none of these.
const direction = /[\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with a text of at most `longest` characters, or undefined when nothing is. */
export function faultOfText(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.trim() === '') return 'must not be empty';
  if (value.length > longest) return `must have at most ${longest} characters; it has ${value.length}`;
  if (control.test(value)) return 'must not contain control characters';
  if (value !== value.trim()) return 'must not begin or end with blanks';
  if (direction.test(value)) return 'must not contain invisible characters that turn the direction of writing';
  if (!value.isWellFormed()) return 'must be well-formed Unicode';
  return undefined;
}
