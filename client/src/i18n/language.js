/** Languages of the game, the one for everybody else first. */
export const LANGUAGES = ['en', 'ko'];
/** The first of `preferred` (BCP 47 tags, best first) that the game speaks, else English. */
export function languageOf(preferred) {
    for (const tag of preferred) {
        const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
        if (found !== undefined)
            return found;
    }
    return 'en';
}
