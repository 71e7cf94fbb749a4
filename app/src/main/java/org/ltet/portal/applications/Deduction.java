package org.ltet.portal.applications;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** What a reviewer takes off a line in all, one of {@link Reasons#DEDUCT} and a comment; zero takes nothing off. */
public record Deduction(
        Money amount, String reasonCode, @Nullable String comment) {}
