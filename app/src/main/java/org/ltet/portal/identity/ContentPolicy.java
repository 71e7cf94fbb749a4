package org.ltet.portal.identity;

/** What a page of the portal may load and where its forms may lead. */
public final class ContentPolicy {

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'%s; "
            + "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}

    static String ofPages() {
        return PAGE.formatted("");
    }

    /** Of a page whose form leads to another place as well; browsers hold redirects after a form to it too. */
    public static String withFormsTo(String place) {
        return PAGE.formatted(" " + place);
    }
}
