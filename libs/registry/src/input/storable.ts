/** A text as both engines take it: PostgreSQL refuses the character 0, and nobody reads the other control characters. */
export const storable = (text: string): string => text.replace(/\p{Cc}/gu, ' ').normalize('NFC');
