export { type NewDevice, newDeviceSchema } from './devices/device.schema.js';
export { type Account, DeviceDirectory, DIRECTORY } from './directory.js';
export { type NewGateway, newGatewaySchema } from './gateways/gateway.schema.js';
export { openRegistry, REFRESH_DIRECTORY, type Registry, REGISTRY } from './registry.js';
export * from './registry.errors.js';
