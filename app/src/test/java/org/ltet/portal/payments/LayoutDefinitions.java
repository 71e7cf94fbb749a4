package org.ltet.portal.payments;

import java.util.List;
import org.ltet.portal.payments.layout.LayoutContent;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutDefinition.LineEnd;
import org.ltet.portal.payments.layout.LayoutDefinition.Shape;
import org.ltet.portal.payments.layout.LayoutField;
import org.ltet.portal.payments.layout.LayoutField.Align;
import org.ltet.portal.payments.layout.LayoutField.Fill;

/** Layouts as banks ask for them. */
final class LayoutDefinitions {

    private LayoutDefinitions() {}

    /** D, reference, paise with zeros before them, name, account, IFSC; no other lines. */
    static LayoutDefinition fixedWidth() {
        return new LayoutDefinition(
                Shape.FIXED_WIDTH,
                "",
                null,
                LineEnd.LF,
                "dat",
                null,
                List.of(),
                List.of(
                        new LayoutField(LayoutContent.TEXT, "D", 1, "", null, null),
                        field(LayoutContent.REFERENCE, 20),
                        new LayoutField(LayoutContent.AMOUNT, "", 17, LayoutContent.PAISE, Align.RIGHT, Fill.ZERO),
                        field(LayoutContent.NAME, 20),
                        field(LayoutContent.ACCOUNT, 20),
                        field(LayoutContent.IFSC, 11)),
                List.of());
    }

    static LayoutDefinition semicolons() {
        return configured(";");
    }

    static LayoutDefinition tabs() {
        return configured("\t");
    }

    private static LayoutDefinition configured(String separator) {
        return LayoutDefinition.configured(
                separator,
                List.of(
                        field(LayoutContent.REFERENCE, 35),
                        field(LayoutContent.AMOUNT, 16),
                        field(LayoutContent.ACCOUNT, 20),
                        field(LayoutContent.IFSC, 11),
                        field(LayoutContent.NAME, 50)));
    }

    static LayoutField field(LayoutContent content, int width) {
        return new LayoutField(content, "", width, "", null, null);
    }
}
