package org.ltet.portal.payments.web;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.VoucherView;

/** A chosen voucher, and why the signature cannot be given on it, if so. */
public record ChosenLine(VoucherView voucher, @Nullable String refusal) {}
