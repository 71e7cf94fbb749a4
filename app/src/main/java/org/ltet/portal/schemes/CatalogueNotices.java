package org.ltet.portal.schemes;

import org.ltet.portal.operations.spi.NoticeListener;
import org.springframework.stereotype.Component;

/** Reads the catalogue again when some node published or ended a version. */
@Component
class CatalogueNotices implements NoticeListener {

    private final Catalogue catalogue;

    CatalogueNotices(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String channel() {
        return "schemes_changed";
    }

    @Override
    public void heard(String notice) {
        catalogue.forget();
    }

    @Override
    public void mayHaveMissed() {
        catalogue.forget();
    }
}
