import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { submission } from './small-data.ts';

// Run by a test in a process of its own: accepts, and is gone before anything else can happen.
const record = new SqliteSubmissionRecord(process.argv[2] ?? '');
for (let i = 0; i < 20; i++) record.accept(submission('north', `s${i}`, `content ${i}`));
process.kill(process.pid, 'SIGKILL');
