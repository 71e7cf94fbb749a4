package org.ltet.portal.applications.spi;

import java.util.Locale;

/** The language in which a member wants to be written to; implemented where notices are sent. */
public interface MemberLanguage {

    Locale of(String employeeNumber);
}
