package org.ltet.portal.identity.spi;

/** How a person stands to the company, as the HR system says. */
public enum Standing {
    SERVING,
    RETIRED,
    LEFT,
    DECEASED
}
