import { MeridianError } from '../../errors.ts';
import type { Collector } from './collector.ts';
import { readDicomwebAddress } from './dicomweb-address.ts';
import { DicomwebClient } from './dicomweb-client.ts';
import { searchDicomweb } from './dicomweb-pages.ts';
import { dicomwebStudy, studyTag } from './dicomweb-study.ts';

/**
 * The studies of an image archive that speaks DICOMweb (PS3.18 10): searched by QIDO-RS, page by page, each as a file of
 * DICOM JSON whose series are fetched as it is read. A study that cannot be fetched costs itself only. Paths number the
 * studies; their UIDs stand in none.
 */
export const dicomwebCollector: Collector = {
  scheme: 'dicomweb',
  description: 'an image archive: dicomweb+https://host/dicom-web?ModalitiesInStudy=MR',
  async *collect(url, { fetch, signal, failure, environment = {} }) {
    const address = readDicomwebAddress(url, environment);
    const client = new DicomwebClient(address, { fetch, signal });
    const query = new URLSearchParams(address.search);
    if (address.fields.length > 0) query.set('includefield', address.fields.join(','));
    const { limit, shown } = address;
    let number = 0;
    try {
      for await (const study of searchDicomweb(client, {
        path: '/studies',
        query,
        limit,
        uid: studyTag,
        shown,
      })) {
        number++;
        yield dicomwebStudy(study, `${shown}/study-${number}.json`, address, client, failure);
      }
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      failure(error);
    }
  },
};
