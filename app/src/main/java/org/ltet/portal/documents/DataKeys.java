package org.ltet.portal.documents;

import java.util.UUID;
import javax.crypto.SecretKey;

/** A key of its own for every file, kept beside the file's row, itself encrypted under the portal's key (SEC-1). */
interface DataKeys {

    SecretKey fresh();

    String wrap(SecretKey key, UUID id);

    SecretKey unwrap(String wrapped, UUID id);
}
