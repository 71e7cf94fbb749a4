package org.ltet.portal.identity.spi;

import java.util.Optional;

/** The mobile numbers and e-mail addresses that the HR system and the members themselves gave. */
public interface ContactDirectory {

    Optional<Contact> byEmployeeNumber(String employeeNumber);

    /** The one member with this address; empty where several share it. */
    Optional<Contact> byEmail(String email);
}
