package org.ltet.portal.review.risk;

import java.util.UUID;

/** All that is to be known of an application is known and judged; told after that was kept, outside of transactions. */
public record Judged(UUID applicationId) {}
