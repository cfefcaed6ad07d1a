export type { AlertEvent } from './alerts/alerts.repository.js';
export { type DevicePatch, devicePatchSchema, type NewDevice, newDeviceSchema } from './devices/device.schema.js';
export { type Account, DeviceDirectory, DIRECTORY, type DirectorySnapshot } from './directory.js';
export { type GatewayPatch, gatewayPatchSchema, type NewGateway, newGatewaySchema } from './gateways/gateway.schema.js';
export { openRegistry, REFRESH_DIRECTORY, type Registry, REGISTRY } from './registry.js';
export * from './registry.errors.js';
export { type SecretVerdict, verifySecret } from './verify-secret.js';
