import type { Reason } from '../../wire';
import type { Language } from '../languages';

/**
 * By reason of a report: what is suggested to be told to whom a decision concerns, in the language of whoever reads it;
 * `none` to the reporter, where nothing was wrong.
 */
export const STATEMENTS: Readonly<Record<Language, Readonly<Record<Reason | 'none', string>>>> = {
  en: {
    spam: 'This was spam or advertising, which our rules do not allow. Somebody who moderates here read it and decided. If you think that this is wrong, write to the contact under “Contact and rules”.',
    abuse:
      'This insulted, threatened or harassed somebody, which our rules do not allow. Somebody who moderates here read it and decided. If you think that this is wrong, write to the contact under “Contact and rules”.',
    illegal:
      'In our judgement this is against the law. Somebody who moderates here read it and decided. If you think that this is wrong, write to the contact under “Contact and rules”.',
    other:
      'This is against our rules. Somebody who moderates here read it and decided. If you think that this is wrong, write to the contact under “Contact and rules”.',
    none: 'Somebody who moderates here read it, and found nothing that is against our rules. If you think that this is wrong, write to the contact under “Contact and rules”.',
  },
  tr: {
    spam: 'Bu, kurallarımızın izin vermediği istenmeyen içerik ya da reklamdı. Burada moderatörlük yapan biri okuyup karar verdi. Yanlış olduğunu düşünüyorsan “İletişim ve kurallar” sayfasındaki adrese yaz.',
    abuse:
      'Bu, birine hakaret, tehdit ya da tacizdi; kurallarımız buna izin vermiyor. Burada moderatörlük yapan biri okuyup karar verdi. Yanlış olduğunu düşünüyorsan “İletişim ve kurallar” sayfasındaki adrese yaz.',
    illegal:
      'Değerlendirmemize göre bu yasalara aykırı. Burada moderatörlük yapan biri okuyup karar verdi. Yanlış olduğunu düşünüyorsan “İletişim ve kurallar” sayfasındaki adrese yaz.',
    other:
      'Bu, kurallarımıza aykırı. Burada moderatörlük yapan biri okuyup karar verdi. Yanlış olduğunu düşünüyorsan “İletişim ve kurallar” sayfasındaki adrese yaz.',
    none: 'Burada moderatörlük yapan biri okudu ve kurallarımıza aykırı bir şey bulmadı. Yanlış olduğunu düşünüyorsan “İletişim ve kurallar” sayfasındaki adrese yaz.',
  },
};
