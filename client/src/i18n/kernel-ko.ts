import type { KernelTexts } from './kernel-en.ts';

export const kernelKo: KernelTexts = {
  heading: '진짜 커널',
  lines: [
    '상대는 이 게임의 스택이 아니에요. 서버가 돌고 있는 컴퓨터의 Linux 커널이에요. 여러분의 토큰은 IP 패킷으로 나가고, 커널의 대답은 배가 되어 돌아와요.',
    '핸드셰이크 뒤에는 작은 웹 서버가 기다려요. 손으로 두 쪽을 가져오세요. HTTP/1.0이면 서버가 먼저 닫고, HTTP/1.1이면 여러분이 먼저 닫아요.',
    '배 세 척 가운데 한 척은 사라져요. 커널의 시계는 커널의 것이라, 준비가 되었든 아니든 1초 뒤에 다시 보내고 아무도 멈출 수 없어요.',
    '커널의 소켓은 /proc/net/tcp가 말하는 그대로 해협 옆에 보여요.',
  ],
  asking: '서버에 묻는 중…',
  here: (most) => `이 서버는 커널을 내어 줘요. 한 번에 ${most}명까지요.`,
  missing: {
    off: '이 서버는 커널을 내어 주지 않아요. 서버를 운영하는 사람이 REAL_KERNEL=2로 켤 수 있어요.',
    'no-linux': '이 서버는 Linux가 아니에요. 다른 커널에는 쓸 수 있는 TUN 장치가 없어요.',
    'no-device': '이 서버에는 /dev/net/tun이 없어요. tun 모듈이 없거나 컨테이너가 보여 주지 않아요.',
    'no-program': '이 서버에는 unshare(util-linux), perl, ip(iproute2) 가운데 하나가 없어요.',
    'not-allowed': '시스템이 이 서버에 TUN 장치가 든 network namespace를 허락하지 않아요.',
    'server-away': '지금은 서버에 닿을 수 없고, 커널은 거기에 있어요.',
  },
  begin: '출항하기',
  watch: '녹화된 판 보기',
  recorded:
    '완벽한 스택이 Linux 6.18을 상대로 한 판이에요. 배 36척 가운데 15척이 사라졌어요. 여기서는 그 커널 없이 다시 돌아가요.',
  table: '/proc/net/tcp가 말하는 커널의 소켓',
  noSockets: '80번 포트에서 기다리는 것 말고는 없어요.',
  state: '상태',
  timers: {
    none: '타이머 없음',
    retransmission: 'RTO가 가는 중',
    'keep-alive': '타이머가 가는 중',
    'time-wait': '2MSL이 가는 중',
    probe: 'probe 타이머가 가는 중',
  },
  repeats: (count) => `다시 보냄 ${count}번`,
  pages: '가져온 것',
  noPage: '아직 없어요.',
  octets: (count) => `${count}옥텟`,
};
