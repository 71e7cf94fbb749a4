package org.ltet.portal.payments.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of the file that a layout would make, account numbers masked, and what is wrong with the layout.
 *
 * @param batchNumber whose payments these are; none where they are made-up samples
 * @param lines without their line ends; a line that cannot be written with these faults is left out
 */
public record LayoutPreview(@Nullable String batchNumber, List<String> lines, List<LayoutFault> faults) {}
