package org.ltet.portal.documents.reader;

/**
 * How a page was turned to stand upright.
 *
 * @param quarters clockwise, after what the camera itself said of how it was held
 * @param degrees clockwise about the middle of the page, after the quarters
 */
public record Pose(int quarters, double degrees) {

    public static final Pose AS_IT_IS = new Pose(0, 0);
}
