import type { Shape } from '../catalogue';
import type { en } from './en';

/** What is said about calls, in Turkish. */
export const tr: Shape<typeof en> = {
  start: {
    voice: 'Sesli arama',
    video: 'Görüntülü arama',
    menu: 'Ara',
    join: 'Katıl',
    joinCall: 'Aramaya katıl',
    open: 'Aramayı aç',
    again: 'Yeniden ara',
  },

  ring: {
    label: 'Biri arıyor',
    voice: '{name} arıyor',
    video: '{name} görüntülü arıyor',
    within: 'Grup: {group}',
    accept: 'Yanıtla',
    acceptVideo: 'Görüntülü yanıtla',
    decline: 'Reddet',
  },

  bar: {
    label: 'Arama',
    back: 'Sohbetlere dön',
    leave: 'Aramadan ayrıl',
  },

  state: {
    calling: 'Aranıyor…',
    connecting: 'Bağlanıyor…',
    reconnecting: 'Yeniden bağlanıyor…',
    failed: 'Bağlantı koptu.',
    retry: 'Yeniden dene',
    alone: 'Burada başka kimse yok.',
    signalling: 'Sohbet bağlı değil. Arama sürüyor.',
    duration: 'Süre {time}',
  },

  end: {
    ended: 'Arama sona erdi.',
    missed: 'Kimse yanıtlamadı.',
    declined: 'Arama reddedildi.',
    cancelled: 'Aramadan vazgeçildi.',
    busy: '{name} başka bir aramada.',
    elsewhere: 'Artık bu cihazda bu aramada değilsin.',
    dropped: 'Artık bu aramada değilsin: sunucu bu sayfadan haber alamadı.',
    no_relay: 'Adresini gizliyorsun ama bu sitenin bunun için bir aktarıcısı yok.',
    call_full: 'Bu arama daha fazla kişiyi kaldırmıyor. Birinin ayrılmasını bekle.',
    call_busy: 'Başka bir aramadasın.',
    showAddress: 'Gizlemeden ara',
    leaveOther: 'Ondan ayrıl ve buna katıl',
    no_calls_here: 'Bu sohbette arama yapılamaz: herkese açık ya da 20’den çok üyesi var.',
    calls_off: 'Burada aramalar kapalı.',
    call_over: 'Bu arama çoktan bitti.',
    not_accepted: '{name} aranamıyor.',
    unanswered: 'Sunucu yanıt vermiyor. Ağını denetle ve yeniden dene.',
  },

  control: {
    label: 'Aramada yapabileceklerin',
    mute: 'Sesini kapat',
    unmute: 'Sesini aç',
    cameraOn: 'Kamerayı aç',
    cameraOff: 'Kamerayı kapat',
    share: 'Ekranı paylaş',
    unshare: 'Paylaşmayı bırak',
    raise: 'El kaldır',
    lower: 'Eli indir',
    settings: 'Arama ayarları',
    picture: 'Resim içinde resim',
    leave: 'Ayrıl',
  },

  tile: {
    you: 'Sen',
    label: 'Aramadaki kişiler',
    yourScreen: 'Senin ekranın',
    screenOf: 'Ekran: {name}',
    muted: 'sesi kapalı',
    hand: 'el kaldırdı',
    speaking: 'konuşuyor',
    waiting: 'bağlanıyor…',
  },

  quality: {
    good: 'Bağlantı iyi',
    fair: 'Bağlantı zayıf',
    poor: 'Bağlantı kötü',
    lost: 'Bağlantı yok',
  },

  settings: {
    title: 'Arama ayarları',
    calls: 'Aramalar',
    microphone: 'Mikrofon',
    camera: 'Kamera',
    speaker: 'Hoparlör',
    standard: 'Tarayıcı seçsin',
    unnamed: 'Cihaz {n}',
    talk: 'Bas konuş',
    talkHint: 'Sesin kapalıdır, boşluk tuşunu basılı tuttuğun sürece duyulursun.',
    relay: 'Adresimi gizle',
    relayHint:
      'Sesin ve görüntün bu sitenin bir aktarıcısından geçer, aramadaki kimse IP adresini öğrenmez. Daha yavaş olabilir ve bir sonraki aramandan başlayarak geçerlidir.',
    relayForced: 'Bu sitede bütün aramalar bir aktarıcıdan geçer: aramadaki kimse IP adresini öğrenmez.',
  },

  code: {
    title: 'Araya giren var mı?',
    words: 'Bu beş resmi birbirinize okuyun. İkiniz de aynılarını bu sırayla görüyorsanız aranızda kimse yok.',
    with: 'Karşındaki: {name}',
    waiting: 'Resimler bağlantı kurulunca gelir.',
  },

  media: {
    denied: 'Bu tarayıcı mikrofonunu ya da kameranı kullanamıyor. Adresin yanından izin ver ve yeniden dene.',
    missing: 'Mikrofon ya da kamera bulunamadı. Yine de dinleyebilirsin.',
    busy: 'Mikrofonunu ya da kameranı başka bir program kullanıyor. Onu kapat ve yeniden dene.',
    full: 'Bu aramada o kadar çok kişi var ki başka kamera açılamaz.',
  },

  told: {
    joined: '{name} katıldı.',
    left: '{name} ayrıldı.',
    muted: 'Sesin kapalı.',
    unmuted: 'Sesin duyuluyor.',
    cameraOn: 'Kameran açık.',
    cameraOff: 'Kameran kapalı.',
    sharing: 'Ekranını paylaşıyorsun.',
    unshared: 'Artık ekranını paylaşmıyorsun.',
    shares: '{name} ekranını paylaşıyor.',
    hand: '{name} el kaldırdı.',
    connected: 'Bağlandın.',
  },

  keys: {
    place: 'Aramada',
    mute: 'Sesini kapat ya da aç',
    camera: 'Kamerayı aç ya da kapat',
    share: 'Ekranı paylaş ya da bırak',
    hand: 'El kaldır ya da indir',
    talk: 'Konuşmak için basılı tut',
    space: 'Boşluk',
    back: 'Sohbetlere dön',
  },

  log: {
    call: 'Arama',
    voice: 'Sesli arama, {time}',
    video: 'Görüntülü arama, {time}',
    voiceMissed: 'Cevapsız sesli arama',
    videoMissed: 'Cevapsız görüntülü arama',
    voiceUnanswered: 'Sesli arama, yanıt yok',
    videoUnanswered: 'Görüntülü arama, yanıt yok',
    voiceDeclined: 'Sesli arama, reddedildi',
    videoDeclined: 'Görüntülü arama, reddedildi',
    voiceCancelled: 'Sesli arama, vazgeçildi',
    videoCancelled: 'Görüntülü arama, vazgeçildi',
    with: 'Katılanlar: {names}',
    missedBy: 'Kaçıranlar: {names}',
  },
};
