package org.ltet.portal.web;

/** What a page of the portal may load and run: its own files, and nothing that stands in the page itself. */
public final class ContentPolicy {

    public static final String OF_PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
            + "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}
}
