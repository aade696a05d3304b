/** 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGIT_ENDINGS = [
    'consonant',
    'rieul',
    'vowel',
    'consonant',
    'vowel',
    'vowel',
    'consonant',
    'rieul',
    'rieul',
    'vowel',
];
/** Latin words of the game by the way that Korean speakers read them: SYN 신, ACK 애크, FIN 핀, RST 알에스티. */
const LATIN_ENDINGS = {
    SYN: 'consonant',
    ACK: 'vowel',
    FIN: 'consonant',
    RST: 'vowel',
    LISTEN: 'consonant',
    CLOSING: 'consonant',
    TCP: 'vowel',
    ISN: 'consonant',
    RTO: 'vowel',
    seq: 'vowel',
    ack: 'vowel',
};
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const FINAL_CONSONANTS = 28;
const FINAL_RIEUL = 8;
function endingOfSyllable(code) {
    const final = (code - HANGUL_FIRST) % FINAL_CONSONANTS;
    if (final === 0)
        return 'vowel';
    return final === FINAL_RIEUL ? 'rieul' : 'consonant';
}
/** The ending of `word` as Korean reads it. States such as CLOSE_WAIT end in 으 or 이 and count as vowels. */
function endingOf(word) {
    const last = word.at(-1) ?? '';
    const code = last.charCodeAt(0);
    if (code >= HANGUL_FIRST && code <= HANGUL_LAST)
        return endingOfSyllable(code);
    const digit = DIGIT_ENDINGS[Number.parseInt(last, 10)];
    if (digit !== undefined)
        return digit;
    const lastWord = word.split(/[^A-Za-z]/).findLast((part) => part !== '') ?? '';
    return LATIN_ENDINGS[lastWord] ?? 'vowel';
}
/** `word` followed by the form of `particle` that fits it: `withParticle('FIN', '은/는')` is `FIN은`. */
export function withParticle(word, particle) {
    const text = String(word);
    const [afterConsonant = '', afterVowel = ''] = particle.split('/');
    const ending = endingOf(text);
    const takesVowelForm = ending === 'vowel' || (ending === 'rieul' && particle === '으로/로');
    return text + (takesVowelForm ? afterVowel : afterConsonant);
}
