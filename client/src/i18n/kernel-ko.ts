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
    'device-closed':
      '이 서버에는 /dev/net/tun이 있지만 열 수 없어요. 서버를 운영하는 사람이 그 파일을 읽고 쓰게 해 주면 돼요.',
    'no-program': '이 서버에는 unshare와 setpriv(util-linux), perl, ip(iproute2) 가운데 하나가 없어요.',
    'no-namespace':
      '시스템이 이 서버에 따로 쓸 network namespace를 허락하지 않아요. user namespace가 꺼져 있거나 컨테이너가 막고 있어요.',
    'not-allowed':
      '이 서버는 network namespace를 가질 수 있지만 그 안에서 필요한 것을 다 할 수는 없어요. 까닭은 서버의 로그에 있어요.',
    'server-away': '지금은 서버에 닿을 수 없고, 커널은 거기에 있어요.',
  },
  begin: '출항하기',
  watch: '녹화된 판 보기',
  recorded:
    '완벽한 스택이 Linux 6.18을 상대로 한 판이에요. 배 36척 가운데 15척이 사라졌어요. 여기서는 그 커널 없이 다시 돌아가니 누구나 볼 수 있어요.',
  table: '커널의 소켓',
  noSockets: '80번 포트에서 기다리는 것 말고는 없어요.',
  timers: {
    none: '타이머 없음',
    retransmission: 'RTO가 가는 중',
    'keep-alive': '타이머가 가는 중',
    'time-wait': '2MSL이 가는 중',
    probe: 'probe 타이머가 가는 중',
  },
  fetched: () => '가져온 것',
  noPage: '아직 없어요.',
  octets: (count) => `${count}옥텟`,
  inMatch: (texts) => ({
    ...texts,
    leaveSure: '판을 아주 떠날까요? 떠나면 판도 끝나요.',
    bar: { ...texts.bar, partner: '상대', partnerStack: '진짜 커널' },
    steps: {
      ...texts.steps,
      answerSynAck: (ship) =>
        `${ship}: SYN+ACK가 와서 이쪽은 ESTABLISHED예요. 커널은 아직이니 확인 응답을 보내세요.`,
      partnerCloses: (ship) => `${ship}: 요청을 다 보냈어요. 웹 서버가 먼저 닫으니 기다리세요.`,
      finWait2: (ship) => `${ship}: 이쪽 방향은 닫혔고 웹 서버의 방향은 아직 열려 있어요. 기다리세요.`,
    },
    slips: {
      ...texts.slips,
      sends: (ship, number) => `${ship}: 웹 서버가 상자 ${number}개를 보내요`,
      partnerCloses: '웹 서버가 먼저 닫아요',
      partnerWaits: '웹 서버가 먼저 닫지 않아요',
    },
    signals: { ...texts.signals, from: { ...texts.signals.from, partner: '전표' } },
    harbour: {
      ...texts.harbour,
      steps: {
        ...texts.harbour.steps,
        awaitCrates: (ship) => `${ship}: 웹 서버의 상자가 먼저예요. 다 온 다음에 닫으세요.`,
      },
      keys: texts.harbour.keys.filter(([key]) => key !== 'P' && key !== 'L'),
    },
    help: {
      ...texts.help,
      lines: [
        '상대는 진짜 커널이에요. 바로 답하고 제 시계로 다시 보내며, 물을 수도 알릴 수도 멈출 수도 없어요. 할 일은 전표에 있어요.',
        '/proc/net/tcp는 커널의 표예요. tx_queue는 여러분이 아직 확인하지 않은 옥텟, rx_queue는 웹 서버가 아직 읽지 않은 옥텟, tr은 가고 있는 타이머, retrnsmt는 다시 보낸 횟수예요.',
        ...texts.help.lines.slice(0, -1),
        '그 표와 여러분 사이는 모두 안갯속이에요.',
      ],
    },
  }),
};
