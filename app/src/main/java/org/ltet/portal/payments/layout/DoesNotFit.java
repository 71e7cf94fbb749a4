package org.ltet.portal.payments.layout;

/** A value is too long for its field, or would hold the separator, or is of no payment. Says what, never the value. */
final class DoesNotFit extends IllegalStateException {

    private final LayoutContent content;

    DoesNotFit(LayoutContent content) {
        super(content + " does not fit the layout");
        this.content = content;
    }

    LayoutContent content() {
        return content;
    }
}
