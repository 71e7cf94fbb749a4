/**
 * Takes out of files what they tell besides what is seen on them: where a photo was taken, by which device, when. The
 * picture itself is passed through as it came, byte for byte, never compressed again.
 */
@NullMarked
package org.ltet.portal.documents.cleaning;

import org.jspecify.annotations.NullMarked;
