package org.ltet.simulators.bank;

import java.math.BigDecimal;

/** One payment that a file asks for. Texts that the file leaves out are empty. */
record Instruction(
        String paymentInformationId,
        String instructionId,
        String endToEndId,
        BigDecimal amount,
        String currency,
        String creditorName,
        String creditorAccount,
        String creditorBank) {}
