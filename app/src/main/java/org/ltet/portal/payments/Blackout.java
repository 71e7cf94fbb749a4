package org.ltet.portal.payments;

import java.time.LocalDate;
import java.util.UUID;

/** Days, the last one included, on which no batch is released (PAY-8). */
public record Blackout(UUID id, LocalDate firstDay, LocalDate lastDay, String reason, String setBy) {}
