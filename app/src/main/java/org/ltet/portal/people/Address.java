package org.ltet.portal.people;

/** Where a member lives; any part may be empty where it is not known. */
public record Address(String line, String city, String state, String pin) {

    public static final Address NONE = new Address("", "", "", "");
}
