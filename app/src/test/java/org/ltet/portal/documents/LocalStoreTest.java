package org.ltet.portal.documents;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.documents.spi.DocumentStore;

@DisplayName("Documents in a folder (SEC-1)")
class LocalStoreTest extends DocumentStoreContract {

    @TempDir
    Path folder;

    private DocumentStore store;

    @BeforeEach
    void open() {
        store = new LocalStore(folder);
    }

    @Override
    protected DocumentStore store() {
        return store;
    }
}
