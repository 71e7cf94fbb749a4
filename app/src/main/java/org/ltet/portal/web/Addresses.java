package org.ltet.portal.web;

/** Which addresses lead to a page of the portal itself. */
public final class Addresses {

    private Addresses() {}

    /**
     * A path of this portal. Browsers leave out tabs and line ends and read a backslash as a slash, so that "/", tab,
     * "/host" would lead to another site: whatever holds such a character is none.
     */
    public static boolean isOwn(String address) {
        return address.startsWith("/")
                && !address.startsWith("//")
                && address.chars().allMatch(character -> character > ' ' && character != 0x7f && character != '\\');
    }
}
