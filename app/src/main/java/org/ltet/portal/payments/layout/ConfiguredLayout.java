package org.ltet.portal.payments.layout;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The layout that counts until two people have put a version in force: which columns stand on a payment's line, in which
 * order, and what separates them.
 */
@ConfigurationProperties("portal.payments.neft")
public record ConfiguredLayout(
        @DefaultValue("|") String separator,

        @DefaultValue({"REFERENCE", "AMOUNT", "DATE", "DEBTOR_ACCOUNT", "IFSC", "ACCOUNT", "NAME", "REMARK"})
        List<LayoutContent> columns) {

    public ConfiguredLayout {
        if (separator.length() != 1 || columns.isEmpty()) {
            throw new IllegalArgumentException("portal.payments.neft needs one separating character and columns");
        }
        columns = List.copyOf(columns);
    }

    public LayoutDefinition definition() {
        return LayoutDefinition.configured(
                separator,
                columns.stream()
                        .map(content -> LayoutField.of(content, width(content)))
                        .toList());
    }

    private static int width(LayoutContent content) {
        return switch (content) {
            case NAME, DEBTOR_NAME -> 50;
            case REMARK -> 30;
            case AMOUNT, TOTAL -> 16;
            case DATE, CREATED -> 10;
            case IFSC, DEBTOR_IFSC -> 11;
            case ACCOUNT, DEBTOR_ACCOUNT -> 34;
            case REFERENCE, CUSTOMER_ID, MESSAGE_ID, TEXT, LINE_NUMBER, COUNT -> 35;
        };
    }
}
