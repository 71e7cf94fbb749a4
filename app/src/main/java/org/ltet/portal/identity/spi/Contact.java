package org.ltet.portal.identity.spi;

/**
 * How a member can be reached.
 *
 * @param email empty where none is known; likewise mobile
 * @param mayOpenAccount whether a code is enough to open an account: not for one who left, or whose nominee the trust
 *     has to check first
 */
public record Contact(String employeeNumber, String name, String email, String mobile, boolean mayOpenAccount) {

    /** Without what reaches the person: it has no place in a log. */
    @Override
    public String toString() {
        return "Contact[" + employeeNumber + "]";
    }
}
