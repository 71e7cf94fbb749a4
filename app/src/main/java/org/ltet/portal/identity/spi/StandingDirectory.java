package org.ltet.portal.identity.spi;

import java.util.Collection;
import java.util.Map;

/** Tells those who review access whether a person still works for the company. */
public interface StandingDirectory {

    /** By employee number; people whom the HR system does not know are left out. */
    Map<String, Standing> of(Collection<String> employeeNumbers);
}
