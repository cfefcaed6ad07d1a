import { parentPort } from 'node:worker_threads';
import type { FileAnswer, FileTask } from './file-thread.js';
import { type FileRows, UnreadableFile } from './file-rows.js';

// one task, and the thread ends
parentPort!.once('message', (task: FileTask) => {
  void answerTo(task).then((answer) => parentPort!.postMessage(answer));
});

async function answerTo(task: FileTask): Promise<FileAnswer> {
  try {
    return task.do === 'write' ? { bytes: await written(task) } : { rows: await read(task) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message };
    throw error;
  }
}

// what a format needs is loaded for it alone: a workbook takes a library of megabytes
async function read({ format, bytes }: Extract<FileTask, { do: 'read' }>): Promise<FileRows> {
  switch (format) {
    case 'csv':
      return (await import('./read-csv.js')).readCsv(bytes);
    case 'xlsx':
      return (await import('./read-xlsx.js')).readXlsx(bytes);
    case 'geojson':
      return (await import('./read-geojson.js')).readGeoJson(bytes);
  }
}

async function written({ format, sheet }: Extract<FileTask, { do: 'write' }>): Promise<Uint8Array> {
  if (format === 'csv') return (await import('./write-csv.js')).writeCsv(sheet);
  return (await import('./write-xlsx.js')).writeXlsx(sheet);
}
