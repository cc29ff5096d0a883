import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import { AppConfig, parseSettings } from '../../platform/config/config';
import type { FileDownload } from '../../platform/http/serve';
import { Logger } from '../../platform/observability/logger';
import { qrPng } from '../../platform/qr-png';
import { randomToken } from '../../platform/random';
import { type MiniProgram, type Picture, WechatService } from '../wechat/wechat.service';
import { inviteUrl } from './domain/invite-url';
import { InviteService } from './invite.service';

const page = v.pipe(v.string(), v.regex(/^[^/?][^?]*$/, 'must be a page without a leading slash'));
const schema = v.object({
  WECHAT_MEMBER_INVITE_PAGE: v.optional(page, 'tabs/home'),
  WECHAT_CHANNEL_INVITE_PAGE: v.optional(page, 'features/identity/pages/apply'),
});

/**
 * The picture of an invite: a mini program code whose `scene` is the token, kept as a file under DATA_DIR/invite-codes; a QR
 * code of the H5 address where WeChat is off or does not answer.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class InvitePictureService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly wechat: WechatService;
  private pages: Readonly<Record<MiniProgram, string>>;

  @Init()
  async init(): Promise<void> {
    const values = parseSettings(schema, this.config.environment);
    this.pages = { member: values.WECHAT_MEMBER_INVITE_PAGE, channel: values.WECHAT_CHANNEL_INVITE_PAGE };
  }

  /** Throws INVITE_NOT_FOUND, INVITE_EXPIRED, CHANNEL_CLOSED. */
  async pictureOf(token: string): Promise<FileDownload> {
    const { kind } = await this.invites.resolve(null, token);
    const { contentType, bytes } = (await this.wxaCode(kind, token)) ?? {
      contentType: 'image/png',
      bytes: qrPng(inviteUrl(this.config.publicUrl, { kind, token })),
    };
    const fileName = `${token}.${extensionOf(contentType)}`;
    return { fileName, contentType, stream: Readable.from([bytes]) };
  }

  /** Null when there is no mini program code to be had now. */
  private async wxaCode(program: MiniProgram, token: string): Promise<Picture | null> {
    const appId = this.wechat.appIdOf(program);
    if (appId === null) return null;
    const name = `${appId}-${this.wechat.envVersion}-${token}`;
    const kept = await this.read(name);
    if (kept) return kept;
    try {
      const picture = await this.wechat.getWxaCode(program, { page: this.pages[program], scene: token });
      await this.keep(name, picture);
      return picture;
    } catch (error) {
      this.logger.warn('no mini program code for an invite; the QR code of the web page stands in', {
        error,
      });
      return null;
    }
  }

  private async read(name: string): Promise<Picture | null> {
    for (const contentType of ['image/jpeg', 'image/png']) {
      const file = join(this.folder, `${name}.${extensionOf(contentType)}`);
      const bytes = await readFile(file).catch(() => null);
      if (bytes) return { contentType, bytes };
    }
    return null;
  }

  private async keep(name: string, picture: Picture): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const part = join(this.folder, `${name}.${randomToken(8)}.part`);
    await writeFile(part, picture.bytes);
    await rename(part, join(this.folder, `${name}.${extensionOf(picture.contentType)}`));
  }

  private get folder(): string {
    return join(this.config.dataDir, 'invite-codes');
  }
}

function extensionOf(contentType: string): 'png' | 'jpg' {
  return contentType === 'image/png' ? 'png' : 'jpg';
}
