import type { Page } from 'playwright-core';

/** Any picture of a field. */
export const PHOTO = 'firmware-sim/pictures/sluice-boat-day.jpg';

const WORDS = {
  vi: {
    begin: /^(Lắp hộp mới|Lắp hộp tiếp theo|Hộp mới)$/,
    type: 'Gõ 8 số',
    next: 'Tiếp',
    register: 'Đăng ký hộp',
    titles: { scan: 'Quét mã trên hộp', profile: 'Chọn loại hộp', place: 'Vị trí và ảnh', name: 'Đặt tên' },
  },
  en: {
    begin: /^(Put up a box|Put up the next box|New box)$/,
    type: 'Type digits',
    next: 'Next',
    register: 'Register the box',
    titles: {
      scan: 'Scan the code on the box',
      profile: 'What kind of box',
      place: 'Place and photo',
      name: 'Its name',
    },
  },
};
type Step = keyof (typeof WORDS)['vi']['titles'];

/** An installer's fingers. */
export class Fingers {
  private readonly words;
  constructor(
    readonly page: Page,
    lang: 'vi' | 'en' = 'vi',
  ) {
    this.words = WORDS[lang];
  }

  tap(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).first().click();
  }
  /** Waits for a screen. */
  async sees(title: string, timeout = 15_000): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout });
  }
  at(step: Step): Promise<void> {
    return this.sees(this.words.titles[step]);
  }

  async begin(): Promise<void> {
    await this.tap(this.words.begin);
    await this.at('scan');
  }
  async typeCode(code: string): Promise<void> {
    await this.tap(this.words.type);
    await this.digits(code);
    await this.tap(this.words.next);
    await this.at('profile');
  }
  async digits(digits: string): Promise<void> {
    for (const digit of digits) await this.tap(digit);
  }
  /** The kind that the label says. */
  async acceptKind(): Promise<void> {
    await this.at('profile');
    await this.tap(this.words.next);
    await this.at('place');
  }
  /** The label says nothing of it, or was typed where the hub cannot be asked. */
  async chooseKind(name: RegExp): Promise<void> {
    await this.at('profile');
    await this.tap(name);
    await this.at('place');
  }
  async placeAndPhoto(): Promise<void> {
    await this.page.getByText(/^±\d+ m$/).waitFor({ timeout: 10_000 });
    await this.photo();
    await this.tap(this.words.next);
    await this.at('name');
  }
  async photo(): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles(PHOTO);
    await this.page.locator('.thumb img').waitFor({ timeout: 10_000 });
  }
  async nameIt(name: string): Promise<void> {
    await this.page.getByRole('textbox').fill(name);
  }
  register(): Promise<void> {
    return this.tap(this.words.register);
  }

  /** From the list to a registration, with typed digits and without a line. */
  async putUp(code: string, name: string): Promise<void> {
    await this.begin();
    await this.typeCode(code);
    await this.chooseKind(/^Trạm chất lượng nước/);
    await this.placeAndPhoto();
    await this.nameIt(name);
    await this.register();
  }
}
