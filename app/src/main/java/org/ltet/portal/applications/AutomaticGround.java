package org.ltet.portal.applications;

import java.util.UUID;
import org.ltet.portal.shared.Money;

/**
 * Under which setting the portal approved by itself, and what it rested on; part of the signed record.
 *
 * @param upTo the most that the setting allows to be granted
 * @param maxScore the highest risk that it allows
 * @param rulesVersion of the rules of risk
 */
public record AutomaticGround(
        UUID settingId, int settingNumber, Money upTo, int maxScore, UUID assessmentId, int score, int rulesVersion) {}
