package org.ltet.portal.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * How large a request may be.
 *
 * @param other everywhere where no files are sent
 * @param routes where files are sent: as large as all files that one may send at once
 */
@ConfigurationProperties("portal.requests")
record UploadLimits(
        @DefaultValue("2MB") DataSize other, @DefaultValue List<Route> routes) {

    /** @param path as in a handler's mapping */
    record Route(String path, DataSize size) {

        boolean matches(PathContainer asked) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
            return pattern.matches(asked);
        }
    }

    DataSize of(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return routes.stream()
                .filter(route -> route.matches(asked))
                .map(Route::size)
                .findFirst()
                .orElse(other);
    }
}
