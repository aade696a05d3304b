/** What the first screen says. It is loaded with the page, so it stays small. */
export const menuEn = {
  title: 'SYN or Swim',
  tagline: 'Two harbours, one strait, thick fog. You are TCP.',
  picture: 'A foggy strait at night: two lighthouses, and a boat that flies the flags SYN and ACK.',
  playAlone: 'Play alone',
  playWithFriend: 'Play with a friend',
  allLevels: 'Levels',
  explain: 'How TCP works',
  sandbox: 'Sandbox',
  capture: 'Real captures',
  kernel: 'The real kernel',
  teach: 'Teach a class',
  settings: 'Settings',
  joinTitle: 'Join a game',
  code: 'Code',
  codeHint: '6 letters and digits, from your friend’s screen',
  codeTooShort: 'A code has 6 letters and digits.',
  join: 'Join',
  language: 'Language',
  offline: 'No network just now. You can play alone; with a friend you need the network.',
  loading: 'Rowing out…',
  loadFailed: 'The game could not be loaded. Check the network, then try again.',
};

/** Every language says the same things. */
export type MenuTexts = typeof menuEn;
