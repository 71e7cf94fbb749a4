package org.ltet.portal.operations;

import java.util.List;
import java.util.Optional;
import org.ltet.portal.operations.spi.MasterKey;

/** Master keys of before, held by this program: they still unwrap what was wrapped under them, and wrap nothing. */
final class EarlierMasterKeys {

    private final List<LocalMasterKey> keys;

    /** @param keys 32 bytes each, the latest first */
    EarlierMasterKeys(List<byte[]> keys) {
        this.keys = keys.stream().map(LocalMasterKey::new).toList();
    }

    Optional<MasterKey> find(String masterId) {
        return keys.stream()
                .filter(key -> key.id().equals(masterId))
                .map(MasterKey.class::cast)
                .findFirst();
    }

    /** Those of the latest of them. */
    Optional<MasterKey.Derived> derived() {
        return keys.stream().findFirst().flatMap(LocalMasterKey::derived);
    }
}
