package org.ltet.portal.applications;

/**
 * What calls for a level of review beside the amount.
 *
 * @param highRisk the risk of the application is high as it stands
 * @param overridden a reviewer set something flagged aside
 */
public record Circumstances(boolean highRisk, boolean overridden) {

    public static final Circumstances NONE = new Circumstances(false, false);
}
