package org.ltet.portal.review.risk;

import java.util.List;

/**
 * What the model expects of one application.
 *
 * @param percent how likely a person grants less or rejects
 * @param because the facts that spoke most for it, at most three
 */
public record Expectation(int modelVersion, int percent, List<Fact> because) {

    public Expectation {
        because = List.copyOf(because);
    }
}
