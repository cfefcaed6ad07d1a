import { DataDirInUseError, DataFileDamagedError } from '#hub/event-log';
import { RegistryError } from '#hub/registry';
import { ConfigError } from '#hub/service-kit';

const IN_WORDS = [ConfigError, DataDirInUseError, DataFileDamagedError, RegistryError];

/** What the system says of a folder, for whoever set the machine up. */
const FOLDER: Readonly<Record<string, string>> = {
  EACCES: 'không có quyền / not permitted',
  EPERM: 'không có quyền / not permitted',
  EROFS: 'ổ đĩa chỉ đọc / a read-only disk',
  ENOTDIR: 'không phải thư mục / not a folder',
  EEXIST: 'không phải thư mục / not a folder',
  ENOSPC: 'ổ đĩa đầy / the disk is full',
};

/** Why the hub does not start. What an administrator can do something about is said in one line, the rest with its stack. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (IN_WORDS.some((type) => error instanceof type)) return error.message;
  const {
    code = '',
    port,
    address,
    path,
    hostname,
  } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
    hostname?: string;
  };
  if (code === 'EADDRINUSE')
    return `Cổng ${address}:${port} đã có chương trình khác dùng / is in use by another program`;
  if (code === 'EADDRNOTAVAIL')
    return `HTTP_HOST, MQTT_HOST: máy này không có địa chỉ ${address} / is no address of this machine`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HTTP_HOST, MQTT_HOST: không tìm thấy địa chỉ "${hostname}" / no such address`;
  if (path !== undefined && FOLDER[code]) return `DATA_DIR: ${path}: ${FOLDER[code]}`;
  if (code === 'EACCES') return `Không được phép / not permitted: ${error.message}`;
  return error.stack ?? error.message;
}
