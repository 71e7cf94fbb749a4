package org.ltet.portal.schemes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** On the very first start, publishes the catalogue that comes with the portal, as an administrator would. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CatalogueLoader implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(CatalogueLoader.class);
    private static final LocalDate IN_FORCE_SINCE = LocalDate.of(2020, 4, 1);

    private final PublishScheme publishScheme;
    private final VersionRows rows;
    private final TransactionTemplate transaction;

    CatalogueLoader(PublishScheme publishScheme, VersionRows rows, TransactionTemplate transaction) {
        this.publishScheme = publishScheme;
        this.rows = rows;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:catalogue/*.json");
        Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
        transaction.executeWithoutResult(status -> {
            if (rows.lockEmptyCatalogue()) {
                Arrays.stream(files).map(CatalogueLoader::read).forEach(this::publish);
                log.info("Published the {} schemes of the catalogue", files.length);
            }
        });
    }

    private void publish(SchemeDefinition definition) {
        publishScheme.publish(definition, IN_FORCE_SINCE, "system:catalogue");
    }

    private static SchemeDefinition read(Resource file) {
        try {
            return DefinitionJson.read(file.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
